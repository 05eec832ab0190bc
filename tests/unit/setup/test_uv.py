"""uv is told what pip was told, and never to fetch a CUDA build."""

from pathlib import Path

from requirements.setup import uv


def test_a_local_cpu_wheel_is_preferred(tmp_path: Path) -> None:
    (tmp_path / "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl").touch()
    assert uv.torch_options({"PIP_FIND_LINKS": f"/nowhere {tmp_path}"}) == []


def test_without_a_local_wheel_the_cpu_channel_is_asked(tmp_path: Path) -> None:
    for environment in ({}, {"PIP_FIND_LINKS": str(tmp_path)}):
        assert uv.torch_options(environment) == ["--torch-backend=cpu"]


def test_folders_and_certificates_of_pip_are_handed_on() -> None:
    given = {"PIP_FIND_LINKS": "/one /two", "PIP_CERT": "/ca.pem"}
    settings = uv.settings(given)
    assert settings["UV_FIND_LINKS"] == "/one,/two"
    assert settings["SSL_CERT_FILE"] == "/ca.pem"


def test_what_is_set_for_uv_itself_wins() -> None:
    given = {"PIP_FIND_LINKS": "/pip", "UV_FIND_LINKS": "/uv"}
    assert "UV_FIND_LINKS" not in uv.settings(given)


def test_bytecode_is_compiled_at_install() -> None:
    assert uv.settings({})["UV_COMPILE_BYTECODE"] == "1"
