package gateway.compliance.cases.web;

import gateway.compliance.cases.CaseFile;
import gateway.compliance.cases.CaseFile.Event;
import gateway.compliance.cases.CaseFile.Piece;
import java.time.Instant;
import java.util.List;

/** A case with everything in it. */
record WholeCaseView(CaseView file, List<PieceView> evidence, List<EventView> history) {

    static WholeCaseView of(CaseFile file, List<Piece> pieces, List<Event> events) {
        return new WholeCaseView(
                CaseView.of(file),
                pieces.stream().map(PieceView::of).toList(),
                events.stream().map(EventView::of).toList());
    }

    /**
     * @param kind {@code screening}, {@code monitoring} or {@code note}
     * @param body JSON as text, or the text of a note
     */
    record PieceView(int n, String kind, String body, String by, Instant at) {

        static PieceView of(Piece it) {
            return new PieceView(it.n(), it.kind(), it.body(), it.by(), it.at());
        }
    }

    /** One thing that was done. */
    record EventView(Instant at, String by, String what, String detail) {

        static EventView of(Event it) {
            return new EventView(it.at(), it.by(), it.what(), it.detail());
        }
    }
}
