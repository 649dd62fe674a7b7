"""The offer to bring back what was not saved last time, and news about keeping work safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.banner import Banner

_NAMED = 3


class RecoveryOffer(QObject):
    """Offers unsaved work at the start and whenever one of its images is opened; throws nothing away.

    Args:
        banner: Where it is offered.
        session: Whose recovery it is about.
    """

    def __init__(self, banner: Banner, session: AnnotationSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner = banner
        self._session = session
        session.recovery.found.connect(self._offer)
        session.recovery.told.connect(self._tell)
        session.journal_failed.connect(self._tell_journal_failed)
        session.opened.connect(self._offer_again)
        banner.pressed.connect(self._take_answer)

    @Slot(object)
    def _offer(self, images: tuple[Path, ...]) -> None:
        named = ", ".join(path.name for path in images[:_NAMED])
        more = tr(" and {count} more", count=len(images) - _NAMED) if len(images) > _NAMED else ""
        count = tr("an image") if len(images) == 1 else tr("{count} images", count=len(images))
        self._banner.tell(
            tr(
                "Work on {count} was not saved last time: {names}. It is kept until you bring it back.",
                count=count,
                names=named + more,
            ),
            ("recover", tr("Bring it back")),
            ("look_later", tr("Look later")),
            warns=True,
            about="recovery",
        )

    @Slot(object)
    def _offer_again(self, opened: OpenedImage) -> None:
        if opened.path in self._session.recovery.images and not opened.locked:
            self._offer(self._session.recovery.images)

    @Slot(str)
    def _take_answer(self, answer: str) -> None:
        if answer == "recover":
            self._session.recovery.recover()

    @Slot(object)
    def _tell(self, sentence: str) -> None:
        self._banner.tell(said(sentence), warns=True, about="program")

    @Slot(object)
    def _tell_journal_failed(self, sentence: str) -> None:
        self._banner.tell(
            tr("Your strokes cannot be kept safe between saves; each is saved at once instead. {why}", why=sentence),
            warns=True,
            about="program",
        )
