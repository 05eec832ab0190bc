import pytest

from bot.console.marked import marked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*Total: $379.00*", "<b>Total: $379.00</b>"),
        ("pedido *1001*:", "pedido <b>1001</b>:"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
        ("* nada *", "* nada *"),
        ("*<script>*", "<b>&lt;script&gt;</b>"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("*uno\ndos*", "*uno\ndos*"),
        ("", ""),
    ],
)
def test_whatsapps_bold_is_bold_and_all_else_is_escaped(text: str, shown: str) -> None:
    assert marked(text) == shown
