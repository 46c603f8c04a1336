"""The papers that go inside the FHIR and CDA exports."""

from __future__ import annotations

from assistant.exports.fhir.papers import Enclosed
from assistant.exports.order import CannotExport, Order
from assistant.exports.pdf import to_pdf
from assistant.papers.forms.signing_pack import drafts
from assistant.papers.large_print import large_print


def enclosed(order: Order) -> tuple[Enclosed, ...]:
    """The record, and each form that is still to be signed, which its title says.

    None at all where Pango is missing: the export itself does not need them.
    """
    french = order.subject.in_french()
    forms = [
        ("directives" if wish == "directives" else "wishes", paper)
        for wish, paper in drafts(order.subject)
    ]
    try:
        return tuple(
            Enclosed(kind, paper.title, to_pdf(paper))  # type: ignore[arg-type]
            for kind, paper in [("other", large_print(french)), *forms]
        )
    except CannotExport:
        return ()
