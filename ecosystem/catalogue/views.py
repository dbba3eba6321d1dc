"""The editor of an entry, the same for every kind: short steps, kept drafts, publish, withdraw, translate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ecosystem.catalogue import drafts, service
from ecosystem.catalogue.completeness import missing_for_publication, step_states
from ecosystem.catalogue.forms import TypedForm, other_currency, step_form, translation_form
from ecosystem.catalogue.kinds import Kind, Step
from ecosystem.catalogue.links import edit_url, entry_url
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import Action
from ecosystem.kernel import clock
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.panels import panels
from ecosystem.kernel.web.parking import parked_form
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.queries import organisations_of

_HIDDEN = frozenset({"csrf_token", "form_nonce", "_add", "_remove", "then"})

View = Callable[..., Any]


def _version(typed: MultiDict[str, str]) -> int:
    """The version that what was typed is based on; one that no entry has where it does not say."""
    text = typed.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def public_id(slug: str) -> str:
    """The public id in an address; NotFound when there is none."""
    found = public_id_of(slug)
    if found is None:
        raise NotFound
    return found


def _typed_on(typed: MultiDict[str, str], entry: Entry, saved: dict[str, Any], step: Step) -> int:
    """The version that what was typed in a step is based on: today's while nobody changed this step meanwhile."""
    if typed.get("base") == drafts.base_of(saved, step.fields):
        return entry.version
    return _version(typed)


@dataclass(frozen=True)
class Editor:
    """The views of one kind's editor."""

    kind: Kind

    def register(self, blueprint: Blueprint) -> None:
        """Add the editor's routes to the kind's blueprint."""
        both = ["GET", "POST"]
        routes: list[tuple[str, str, View, list[str]]] = [
            ("/new", "new", self.new, both),
            ("/<slug>/edit", "edit", self.overview, ["GET"]),
            ("/<slug>/edit/<step>", "edit_step", self.step, both),
            ("/<slug>/edit/<step>/draft", "keep_draft", self.keep_draft, ["POST"]),
            ("/<slug>/edit/<step>/discard", "discard_draft", self.discard_draft, ["POST"]),
            ("/<slug>/translation", "translation", self.translation, both),
            ("/<slug>/publish", "publish", self.publish, ["POST"]),
            ("/<slug>/withdraw", "withdraw", self.withdraw, ["POST"]),
            ("/<slug>/delete", "delete", self.delete, ["POST"]),
        ]
        for rule, endpoint, view, methods in routes:
            blueprint.add_url_rule(rule, endpoint, sign_in_required(view), methods=methods)

    def new(self) -> Any:
        """The first step of a new entry: whose it is, in which language, and the basics."""
        actor = current_actor()
        session = current_session()
        owners = [one for one in organisations_of(session, actor) if actor.may_edit_for(one.id)]
        step = self.kind.steps[0]
        typed = TypedForm(request.form if request.method == "POST" else parked_form(actor.user_id), self._known(owners))
        form = step_form(self.kind, step, typed, new=True)
        if request.method == "POST" and form.data is not None and owners:
            owner = next((one for one in owners if one.public_id == request.form.get("owner")), owners[0])
            language = "en" if request.form.get("language") == "en" else "vi"
            with transaction() as session:
                entry = service.create(session, actor, self.kind, owner.id, form.data, language)
            flash(translate(N_("The draft is saved. Only your organisation sees it.")), "good")
            return redirect(edit_url(entry, self._after(step)), 303)
        typed_before = typed.typed or MultiDict()
        body = render_template(
            "catalogue/new.html",
            kind=self.kind,
            step=step,
            form=form,
            owners=owners,
            owner=typed_before.get("owner", ""),
            chosen=typed_before.get("language") or page_language(),
        )
        return body, 422 if form.errors else 200

    def _known(self, owners: Sequence[Organisation]) -> dict[str, str]:
        """What need not be asked again: an organisation's own page first has its name, and what its kind says."""
        if not self.kind.introduces_owner or len(owners) != 1:
            return {}
        return {"title": owners[0].legal_name, **self.kind.known_of(owners[0].kind)}

    def overview(self, slug: str) -> str:
        """All steps with their state, what is lacking, and the button to publish."""
        entry = self._load(slug, Action.SEE_OWN)
        values = service.values_of(self.kind, entry)
        other = entry.translation(service.other_language(entry.language))
        return render_template(
            "catalogue/edit.html",
            kind=self.kind,
            entry=entry,
            states=step_states(self.kind, values),
            missing=missing_for_publication(self.kind, values),
            doubts=[
                (self.kind.step_of(name), words) for name, words in self.kind.doubts(service.stored(self.kind, entry))
            ],
            note_panels=panels(f"{self.kind.name}.notes", current_actor(), entry),
            translation=other,
            other=service.other_language(entry.language),
        )

    def step(self, slug: str, step: str) -> Any:
        """One step: show it with what was typed, or save it."""
        chosen = self._step(step)
        entry = self._load(slug, Action.EDIT)
        if request.method == "POST":
            return self._save(entry, chosen)
        actor = current_actor()
        draft = drafts.find(current_session(), entry, actor.user_id, chosen.name)
        kept = MultiDict([(name, value) for name, value in draft.typed]) if draft else None
        values = service.values_of(self.kind, entry)
        typed = TypedForm(parked_form(actor.user_id) or kept, values)
        form = step_form(self.kind, chosen, typed)
        version = _typed_on(typed.typed, entry, values, chosen) if typed.typed is not None else entry.version
        return self._step_page(entry, chosen, form, draft=draft, version=version)

    def _save(self, entry: Entry, step: Step) -> Any:
        actor = current_actor()
        values = service.values_of(self.kind, entry)
        typed_on = _typed_on(request.form, entry, values, step)
        form = step_form(self.kind, step, TypedForm(request.form, values), posted=True)
        if form.data is None:
            self._keep(entry, step)
            return self._step_page(entry, step, form, version=typed_on), 422 if form.errors else 200
        try:
            with transaction() as session:
                service.save(session, actor, self.kind, entry.public_id, form.data, typed_on)
                drafts.discard(session, entry, actor.user_id, step.name)
        except Conflict as conflict:
            self._keep(entry, step)
            typed = form.data.model_dump()
            changed = drafts.differences(typed, dict(conflict.current), step.fields)
            return self._step_page(entry, step, form, conflict=conflict, changed=changed), 409
        except Invalid as invalid:
            form.refuse(invalid.errors)
            self._keep(entry, step)
            return self._step_page(entry, step, form, version=typed_on), 422
        flash(translate(N_("Saved.")), "good")
        currency = other_currency(step, request.form, form.data)
        if currency:
            words = N_("The amounts of “%(step)s” are in %(code)s, as you typed.", step=step.title, code=currency)
            flash(translate(words), "info")
        onward = self._after(step) if request.form.get("then") != "overview" else ""
        return redirect(edit_url(entry, onward), 303)

    def keep_draft(self, slug: str, step: str) -> Any:
        """Remember what is being typed; the page's script calls this."""
        entry = self._load(slug, Action.EDIT)
        self._keep(entry, self._step(step))
        return jsonify({"saved_at": clock.now().astimezone(clock.HANOI).strftime("%H:%M")})

    def discard_draft(self, slug: str, step: str) -> Response:
        """Forget what was typed and not saved."""
        entry = self._load(slug, Action.EDIT)
        with transaction() as session:
            drafts.discard(session, entry, current_actor().user_id, self._step(step).name)
        return redirect(edit_url(entry, step), 303)

    def translation(self, slug: str) -> Any:
        """The entry's texts in the other language, beside the original."""
        entry = self._load(slug, Action.EDIT)
        other = service.other_language(entry.language)
        known = entry.translation(other)
        typed = TypedForm(request.form if request.method == "POST" else parked_form(current_actor().user_id), {})
        form = translation_form(self.kind, typed, known.texts if known else {})
        conflict = None
        if request.method == "POST" and form.data is not None:
            try:
                with transaction() as session:
                    texts = form.data
                    service.translate(
                        session, current_actor(), self.kind, entry.public_id, texts, _version(request.form)
                    )
                flash(translate(N_("The translation is saved.")), "good")
                return redirect(edit_url(entry), 303)
            except Invalid as invalid:
                form.refuse(invalid.errors)
            except Conflict as found:
                conflict = found
        status = 409 if conflict else 422 if form.errors else 200
        original = service.values_of(self.kind, entry)
        page = render_template(
            "catalogue/translation.html",
            kind=self.kind,
            entry=entry,
            form=form,
            original=original,
            other=other,
            conflict=conflict,
            version=conflict.version if conflict else _version(typed.typed) if typed.typed else entry.version,
        )
        return page, status

    def publish(self, slug: str) -> Response:
        """Make it public, or lead to what is lacking."""
        try:
            with transaction() as session:
                entry = service.publish(session, current_actor(), self.kind, public_id(slug))
        except Invalid:
            entry = self._load(slug, Action.EDIT)
            missing = missing_for_publication(self.kind, service.values_of(self.kind, entry))
            flash(translate(N_("Something is still lacking; please fill in what is marked.")), "wait")
            return redirect(edit_url(entry, missing[0][0].name), 303)
        except Forbidden as forbidden:
            flash(translate(forbidden.message), "bad")
            return redirect(edit_url(self._load(slug, Action.EDIT)), 303)
        flash(translate(N_("It is public now. Anyone can find it within a few seconds.")), "good")
        return redirect(entry_url(entry), 303)

    def withdraw(self, slug: str) -> Response:
        """Take it back."""
        with transaction() as session:
            entry = service.withdraw(session, current_actor(), self.kind, public_id(slug))
        flash(translate(N_("It is withdrawn: only your organisation sees it now. You can publish it again.")), "info")
        return redirect(edit_url(entry), 303)

    def delete(self, slug: str) -> Response:
        """A draft that nobody needs any more."""
        with transaction() as session:
            service.delete(session, current_actor(), self.kind, public_id(slug))
        flash(translate(N_("The draft is deleted.")), "info")
        return redirect(url_for("desk.index"), 303)

    def _load(self, slug: str, action: Action) -> Entry:
        return service.load(current_session(), current_actor(), self.kind, public_id(slug), action)

    def _step(self, name: str) -> Step:
        step = self.kind.step(name)
        if step is None:
            abort(404)
        return step

    def _after(self, step: Step) -> str:
        names = [one.name for one in self.kind.steps]
        following = names[names.index(step.name) + 1 :]
        return following[0] if following else ""

    def _keep(self, entry: Entry, step: Step) -> None:
        typed = [(name, value) for name, value in request.form.items(multi=True) if name not in _HIDDEN]
        user_id = current_actor().user_id
        if user_id is not None:
            with transaction() as session:
                drafts.keep(session, entry, user_id, step.name, typed)

    def _step_page(self, entry: Entry, step: Step, form: Any, **more: Any) -> str:
        conflict: Conflict | None = more.get("conflict")
        number = [one.name for one in self.kind.steps].index(step.name)
        values = service.values_of(self.kind, entry)
        version: int = more.get("version", entry.version)
        shown_on = dict(conflict.current) if conflict else values
        return render_template(
            "catalogue/step.html",
            kind=self.kind,
            entry=entry,
            step=step,
            number=number,
            form=form,
            version=conflict.version if conflict else version,
            base=drafts.base_of(shown_on, step.fields) if conflict or version == entry.version else "",
            states=step_states(self.kind, values),
            conflict=conflict,
            changed=more.get("changed", ()),
            draft=more.get("draft"),
            draft_url=url_for(".keep_draft", slug=entry.public_id, step=step.name),
        )
