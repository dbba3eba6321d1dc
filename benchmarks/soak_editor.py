"""A person who edits through the pages and remembers what was acknowledged: a redirect that came back."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from typing import Final

from benchmarks.browser import GONE, Answer, Browser, Form
from benchmarks.people import Person, sign_in

MOST_ENTRIES: Final = 30
Values = dict[str, str]
"""What is compared: title, summary, trl, transfers, state, each as text."""


@dataclass
class Edit:
    """A form on its way, and what it changes. `public_id` is empty for a new entry."""

    public_id: str
    form: Form
    changes: Values
    leads_to: str


@dataclass
class Editor:
    """Works until the server is gone or `stop` is set; what was in flight then is sent again, as it was, next time.

    `known` holds by public id what the server acknowledged. `fault` is an answer that nobody expects.
    """

    person: Person
    browser: Browser
    name: str
    known: dict[str, Values] = field(default_factory=dict)
    pending: Edit | None = None
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)
    number: int = 0
    at_work: threading.Event = field(default_factory=threading.Event)

    def work(self, stop: threading.Event) -> None:
        """The body of a thread; `at_work` is set once the person is signed in, or is gone again."""
        self.at_work.clear()
        self.browser.close()  # its connection led to a process that is gone
        try:
            if self.pending is not None:
                self._send(self.pending)
            sign_in(self.browser, self.person)
            self.at_work.set()
            while not stop.is_set():
                self._one_edit()
        except GONE:
            return
        except (LookupError, RuntimeError) as error:
            self.faults.append(f"{self.name}: {error}")
        finally:
            self.at_work.set()

    def _one_edit(self) -> None:
        published = [one for one, values in self.known.items() if values["state"] != "draft"]
        if len(self.known) < MOST_ENTRIES and (not published or random.random() < 0.1):
            self._new_entry()
            return
        public_id = random.choice(published)
        chance = random.random()
        if chance < 0.25:
            self._press(public_id)
        elif chance < 0.45:
            self._save(public_id, "readiness", trl=str(random.randint(1, 9)))
        else:
            self._save(public_id, "basics", **self._texts())

    def _new_entry(self) -> None:
        """A draft, filled in step by step and published; a draft that a kill left behind is gone on with first."""
        draft = next((one for one, values in self.known.items() if values["state"] == "draft"), "")
        if not draft:
            texts = self._texts()
            form = self._form("/technologies/new", "/technologies/new").typed(**texts, sectors=["water-wastewater"])
            nothing = {"trl": "", "transfers": "", "state": "draft"}
            draft = self._send(Edit("", form, {**nothing, **texts}, "/edit/working"))
        if not self.known[draft]["trl"]:
            self._save(draft, "readiness", trl="5")
        if not self.known[draft]["transfers"]:
            self._save(draft, "terms", transfers="assignment")
        self._press(draft)

    def _texts(self) -> Values:
        self.number += 1
        mark = f"{self.name} {self.number:05}"
        return {"title": f"Hệ lọc nước {mark}", "summary": f"Lọc nước thải làng nghề, lần {mark}."}

    def _save(self, public_id: str, step: str, **changes: str) -> None:
        path = f"/technologies/{public_id}/edit/{step}"
        form = self._form(path, path).typed(then="overview", **changes)
        self._send(Edit(public_id, form, changes, f"/{public_id}/edit"))

    def _press(self, public_id: str) -> None:
        """Publish what is not public, withdraw what is."""
        is_public = self.known[public_id]["state"] == "public"
        action = "withdraw" if is_public else "publish"
        form = self._form(f"/technologies/{public_id}/edit", f"/technologies/{public_id}/{action}")
        state = "withdrawn" if is_public else "public"
        self._send(Edit(public_id, form, {"state": state}, f"{public_id}/edit" if is_public else f"-{public_id}"))

    def _form(self, path: str, action: str) -> Form:
        answer = self.browser.get(path)
        if answer.status != 200:
            raise RuntimeError(f"GET {path} was answered with {answer.status}")
        return answer.form(action)

    def _send(self, edit: Edit) -> str:
        """The entry's public id, once the redirect came back."""
        self.pending = edit
        answer = self.browser.send(edit.form)
        if answer.status != 303 or not answer.location.endswith(edit.leads_to):
            self.pending = None
            raise RuntimeError(f"POST {edit.form.action} was answered with {answer.status} {answer.location}")
        public_id = edit.public_id or _new_id(answer)
        self.known[public_id] = {**self.known.get(public_id, {}), **edit.changes}
        self.pending = None
        self.acknowledged += 1
        return public_id


def _new_id(answer: Answer) -> str:
    return answer.location.split("/")[2]
