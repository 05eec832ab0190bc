"""What goes wrong on purpose: how webhooks arrive, and which errors calls answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ForcedError(BaseModel):
    """The next so many calls to an edge ("messages"; empty: any) answer with this error.

    hang: no answer comes at all, the connection is cut; done: after doing what was asked.
    """

    model_config = ConfigDict(extra="forbid")

    code: int = 131000
    http: int | None = None
    times: int = Field(1, ge=1, le=1_000_000)
    edge: str = ""
    details: str = "forced by the simulator"
    retry_after: int | None = None
    hang: bool = False
    done: bool = False


class FaultPlan(BaseModel):
    """How webhooks arrive and when errors are told. Everything off is a good day at Meta.

    duplicate: so many extra deliveries of each POST. batch: updates a POST, 1 to 1000.
    delay_ms: before each POST. drop: the next so many POSTs get lost once and come later.
    reorder: updates of a batch (or of 50 ms) come in reverse. bad_signature: the next so many
    POSTs are signed wrongly and not repeated. skip_delivered: read follows sent.
    window_error: how 131047 is told, "async" (a failed status) or "sync" (an HTTP error).
    failed_code: so many next messages are accepted and then fail with this code.
    read: whether people read at once what they get. concurrent: so many POSTs at the same time.
    """

    model_config = ConfigDict(extra="forbid")

    duplicate: int = Field(0, ge=0, le=10)
    batch: int = Field(1, ge=1, le=1000)
    delay_ms: int = Field(0, ge=0, le=600_000)
    drop: int = Field(0, ge=0)
    reorder: bool = False
    bad_signature: int = Field(0, ge=0)
    skip_delivered: bool = False
    window_error: str = Field("async", pattern="^(async|sync)$")
    failed_code: int | None = None
    failed_times: int = Field(0, ge=0)
    read: bool = True
    concurrent: int = Field(1, ge=1, le=100)


@dataclass(slots=True)
class Faults:
    """The plan and the errors that are still to come."""

    plan: FaultPlan = field(default_factory=lambda: FaultPlan.model_validate({}))
    errors: list[ForcedError] = field(default_factory=list[ForcedError])

    def next_error(self, edge: str) -> ForcedError | None:
        """Take the error that this call has to answer, if there is one."""
        for forced in self.errors:
            if forced.edge in ("", edge):
                forced.times -= 1
                if forced.times == 0:
                    self.errors.remove(forced)
                return forced
        return None

    def take(self, name: str) -> bool:
        """Use up one of a counted fault; False when none is left."""
        left: int = getattr(self.plan, name)
        if left <= 0:
            return False
        self.plan = self.plan.model_copy(update={name: left - 1})
        return True

    def as_json(self) -> dict[str, Any]:
        """Return plan and errors, for whoever set them."""
        return {
            "plan": self.plan.model_dump(),
            "errors": [error.model_dump() for error in self.errors],
        }
