package gateway.corebanking.web;

import gateway.corebanking.Amendments;
import gateway.corebanking.CoreBankingProblem;
import gateway.corebanking.CoreDocument;
import gateway.corebanking.Documents;
import gateway.corebanking.Documents.Stopped;
import gateway.corebanking.ProveBooks;
import gateway.corebanking.ProveBooks.Import;
import gateway.corebanking.tieout.TieOut;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the bank's operations do about the core banking system. */
@RestController
class CoreBankingController {

    private static final int MOST = 200;
    private static final int LARGEST = 16 * 1024 * 1024;

    private final Documents documents;
    private final ProveBooks books;
    private final Amendments amendments;
    private final Clock clock;

    CoreBankingController(Documents documents, ProveBooks books, Amendments amendments, Clock clock) {
        this.documents = documents;
        this.books = books;
        this.amendments = amendments;
        this.clock = clock;
    }

    /** @param items oldest first, 200 at most */
    record StoppedView(List<DocumentView> items) {}

    /**
     * A document that waits for a person.
     *
     * @param state `rejected` by the core banking system, or `dead` because it did not answer for too long
     * @param code its own word, or what went wrong last
     */
    record DocumentView(
            String id,
            String reference,
            String debit,
            String credit,
            String amount,
            String currency,
            String state,
            @Nullable String code,
            int attempts,
            Instant bookedAt) {

        static DocumentView of(Stopped it) {
            var document = it.document();
            return new DocumentView(
                    document.name(),
                    document.reference().toString(),
                    document.debit(),
                    document.credit(),
                    document.amount().toDecimal(),
                    document.amount().asset().code(),
                    it.state(),
                    it.code(),
                    document.attempts(),
                    document.bookedAt());
        }
    }

    /** @param known whether it had been imported before */
    record ImportView(String id, String account, LocalDate day, int entries, boolean known) {

        static ImportView of(Import it) {
            var statement = it.statement();
            return new ImportView(
                    statement.id(),
                    statement.account(),
                    statement.day(),
                    statement.entries().size(),
                    it.known());
        }
    }

    /**
     * Whether all books of a day agree.
     *
     * @param accuracy share of what was compared that agrees, in parts per million
     * @param breaks the first 10,000 of them
     * @param found how many there are
     * @param silent accounts and rails that have no statement of the day
     */
    record TieOutView(
            LocalDate date,
            long compared,
            int accuracy,
            List<TotalView> totals,
            List<BreakView> breaks,
            long found,
            List<String> silent) {

        static TieOutView of(TieOut it, Map<String, List<String>> amended) {
            return new TieOutView(
                    it.day(),
                    it.compared(),
                    it.accuracy(),
                    it.totals().stream().map(TotalView::of).toList(),
                    it.breaks().stream()
                            .map(each -> BreakView.of(each, amended.getOrDefault(each.reference(), List.of())))
                            .toList(),
                    it.found(),
                    it.silent());
        }
    }

    /** Credits without debits of one account or rail; signed. */
    record TotalView(String account, String currency, String ours, String theirs) {

        static TotalView of(TieOut.Total it) {
            return new TotalView(
                    it.account(), it.asset().code(), decimal(it.ours(), it.asset()), decimal(it.theirs(), it.asset()));
        }
    }

    /**
     * One disagreement.
     *
     * @param kind `missing`, `extra`, `amount`, `currency`, `duplicate` or `timing`
     * @param repair what to do about it
     * @param amendedBy documents that two of operations had booked against it since
     */
    record BreakView(
            String kind,
            String account,
            String reference,
            String currency,
            String ours,
            String theirs,
            String repair,
            List<String> amendedBy) {

        static BreakView of(TieOut.Break it, List<String> amendedBy) {
            return new BreakView(
                    it.kind().name().toLowerCase(java.util.Locale.ROOT),
                    it.account(),
                    it.reference(),
                    it.asset().code(),
                    decimal(it.ours(), it.asset()),
                    decimal(it.theirs(), it.asset()),
                    it.kind().repair(),
                    amendedBy);
        }
    }

    /** Lists the documents that the core banking system did not take and that wait for a person. For staff. */
    @GetMapping("/admin/api/corebanking/documents")
    Mono<StoppedView> stopped(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff) {
        return documents.stopped(MOST).map(DocumentView::of).collectList().map(StoppedView::new);
    }

    /** Sends such a document again; one that was sent before is known there by its id. For staff. */
    @PostMapping("/admin/api/corebanking/documents/{id}/resend")
    Mono<Void> resend(@Needs(StaffRole.OPERATIONS) Staff staff, @PathVariable String id) {
        return documents
                .resend(document(id), clock.instant())
                .flatMap(found -> found ? Mono.empty() : Mono.error(notStopped()));
    }

    /** Imports an account's statement from camt.053, whole or not at all. A repeat changes nothing. For staff. */
    @PostMapping(path = "/admin/api/corebanking/statements", consumes = MediaType.APPLICATION_XML_VALUE)
    Mono<ImportView> camt(@Needs(StaffRole.OPERATIONS) Staff staff, @RequestBody Flux<DataBuffer> file) {
        return whole(file)
                .flatMap(bytes -> books.add(bytes, true, staff.name()))
                .map(ImportView::of);
    }

    /** Imports a statement of an account, or of a rail, from CSV; in the same way. For staff. */
    @PostMapping(path = "/admin/api/corebanking/statements", consumes = "text/csv")
    Mono<ImportView> csv(@Needs(StaffRole.OPERATIONS) Staff staff, @RequestBody Flux<DataBuffer> file) {
        return whole(file)
                .flatMap(bytes -> books.add(bytes, false, staff.name()))
                .map(ImportView::of);
    }

    /** Compares ledger, core banking system and rails for a day in Tashkent. For staff. */
    @GetMapping("/admin/api/tie-outs/{date}")
    Mono<TieOutView> tieOut(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff, @PathVariable String date) {
        return books.tieOut(day(date))
                .flatMap(it -> amendments
                        .of(it.breaks().stream().map(TieOut.Break::reference).collect(Collectors.toSet()))
                        .map(amended -> TieOutView.of(it, amended)));
    }

    private static Mono<byte[]> whole(Flux<DataBuffer> file) {
        return DataBufferUtils.join(file, LARGEST).map(CoreBankingController::bytes);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw RequestProblem.FIELD_INVALID
                    .because("Write a day such as 2026-01-31")
                    .with("field", "date");
        }
    }

    private static UUID document(String id) {
        return CoreDocument.id(id).orElseThrow(CoreBankingController::notStopped);
    }

    private static gateway.shared.problems.ProblemException notStopped() {
        return CoreBankingProblem.DOCUMENT_NOT_STOPPED.because("It was accepted, is on its way, or never was");
    }

    private static String decimal(long minor, Asset asset) {
        return new Money(minor, asset).toDecimal();
    }
}
