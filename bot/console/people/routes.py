"""Signing in, signing out, and accepting an invitation."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.accounts.passwords import LEAST, PasswordError
from bot.accounts.patience import TooOftenError
from bot.accounts.people import EmailError, Wanted
from bot.accounts.ports import EmailTakenError, InvitationError
from bot.console.cookies import forget_session, read_session, set_session
from bot.console.guard import SIGN_IN, safe_next
from bot.console.page import Pages
from bot.console.parts import Parts
from bot.hostile import read_form

INVITATION = "/console/invitation/{token}"


@dataclass(frozen=True, slots=True)
class PeoplePages:
    """The pages that strangers see."""

    parts: Parts
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get(SIGN_IN, self.show_sign_in),
            web.post(SIGN_IN, self.sign_in),
            web.post("/console/sign-out", self.sign_out),
            web.get(INVITATION, self.show_invitation),
            web.post(INVITATION, self.accept),
        ]

    async def show_sign_in(self, request: web.Request) -> web.Response:
        """Show the form; somebody who is signed in goes on."""
        wanted = safe_next(request.query.get("next", ""))
        if await self.parts.sign_in.who(read_session(request)) is not None:
            return _see(wanted)
        return self._form(request, wanted)

    async def sign_in(self, request: web.Request) -> web.Response:
        """Open a session, or say that address and password do not match."""
        told = await read_form(request)
        email, password = told.get("email", ""), told.get("password", "")
        wanted = safe_next(told.get("next", ""))
        try:
            token = await self.parts.sign_in.sign_in(email, password)
        except TooOftenError:
            return self._form(request, wanted, email=email, wrong="too_often", status=429)
        if token is None:
            return self._form(request, wanted, email=email, wrong="wrong", status=422)
        response = _see(wanted)
        set_session(request, response, token)
        return response

    async def sign_out(self, request: web.Request) -> web.Response:
        """End the session, here and on the server."""
        await self.parts.sign_in.end(read_session(request))
        response = _see(SIGN_IN)
        forget_session(response)
        return response

    async def show_invitation(self, request: web.Request) -> web.Response:
        """Show the form that lets the first person in."""
        token = request.match_info["token"]
        if not await self.parts.people.is_invited(token):
            return self._gone(request)
        return self._invitation(request, Wanted("", "", ""))

    async def accept(self, request: web.Request) -> web.Response:
        """Make the account and sign in at once."""
        told = await read_form(request)
        wanted = Wanted(*(told.get(name, "") for name in ("email", "name", "password")))
        try:
            person = await self.parts.people.accept(request.match_info["token"], wanted)
        except InvitationError:
            return self._gone(request)
        except EmailError:
            return self._invitation(request, wanted, "bad_email")
        except PasswordError:
            return self._invitation(request, wanted, "bad_password")
        except EmailTakenError:
            return self._invitation(request, wanted, "email_taken")
        response = _see("/console/")
        set_session(request, response, await self.parts.sign_in.begin(person))
        return response

    def _form(
        self,
        request: web.Request,
        wanted: str,
        *,
        email: str = "",
        wrong: str = "",
        status: int = 200,
    ) -> web.Response:
        return self.pages.answer(
            "people/sign_in.html",
            self.pages.stranger(request),
            status=status,
            next=wanted,
            email=email,
            wrong=wrong,
        )

    def _invitation(self, request: web.Request, wanted: Wanted, error: str = "") -> web.Response:
        return self.pages.answer(
            "people/invitation.html",
            self.pages.stranger(request),
            status=422 if error else 200,
            wanted=wanted,
            error=error,
            least=LEAST,
        )

    def _gone(self, request: web.Request) -> web.Response:
        return self.pages.answer("people/gone.html", self.pages.stranger(request), status=410)


def _see(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
