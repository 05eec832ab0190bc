"""Time and Meta's rates in the simulation."""

from dataclasses import dataclass

from bot.simulator.clock import MovableClock
from bot.simulator.limits import BURST, PairBucket, Rates, Throughput


@dataclass
class Ticking:
    """A clock that the test moves."""

    at: int = 1000

    def now(self) -> int:
        return self.at


def test_the_clock_moves_stops_and_goes_on_from_there() -> None:
    source = Ticking()
    clock = MovableClock(source)
    clock.advance(500)
    assert clock.now() == 1500
    clock.stop()
    source.at += 100
    assert clock.now() == 1500
    clock.advance(10)
    clock.run()
    source.at += 1
    assert clock.now() == 1511


def test_eighty_a_second() -> None:
    rate = Throughput()
    assert [rate.take(0) for _ in range(81)].count(True) == 80
    assert not rate.take(999)
    assert rate.take(1000)


def test_a_pair_gets_its_burst_and_then_one_in_six_seconds() -> None:
    bucket = PairBucket()
    assert all(bucket.take(1000) for _ in range(BURST))
    assert not bucket.take(1000 + 5999)
    assert bucket.take(1000 + 6000)
    assert not bucket.take(1000 + 6001)


def test_each_pair_has_its_own_bucket() -> None:
    rates = Rates()
    assert rates.pair("1", "a") is rates.pair("1", "a")
    assert rates.pair("1", "a") is not rates.pair("1", "b")
    assert rates.number("1") is not rates.number("2")
