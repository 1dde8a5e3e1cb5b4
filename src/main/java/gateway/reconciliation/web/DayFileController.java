package gateway.reconciliation.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.reconciliation.Book;
import gateway.reconciliation.Counterparties;
import gateway.reconciliation.Counterparty;
import gateway.reconciliation.DayFiles;
import gateway.reconciliation.DayFiles.Imported;
import gateway.reconciliation.ImportFile;
import gateway.reconciliation.ImportFile.Result;
import gateway.reconciliation.ImportFile.Upload;
import gateway.reconciliation.Runs;
import gateway.reconciliation.Runs.Last;
import gateway.rulebook.BankTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files of counterparties and of the bank, and what became of comparing them, for the bank's staff. */
@RestController
class DayFileController {

    private static final int LONGEST_AGO_DAYS = 31;
    private static final int MOST = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,100}");

    private final ImportFile importing;
    private final DayFiles files;
    private final Runs runs;
    private final Counterparties counterparties;
    private final Clock clock;

    DayFileController(ImportFile importing, DayFiles files, Runs runs, Counterparties counterparties, Clock clock) {
        this.importing = importing;
        this.files = files;
        this.runs = runs;
        this.counterparties = counterparties;
        this.clock = clock;
    }

    /**
     * A file.
     *
     * @param id theirs, or made of counterparty and day
     * @param book `theirs` or `bank`
     * @param known whether it had been imported before
     */
    record FileView(
            String counterparty,
            String book,
            String id,
            LocalDate day,
            long lines,
            String by,
            Instant at,
            boolean known) {

        static FileView of(Imported it, boolean known) {
            return new FileView(
                    it.counterparty(), it.book().code(), it.id(), it.day(), it.lines(), it.by(), it.at(), known);
        }
    }

    /** Files, latest first. */
    record FilesView(List<FileView> items) {}

    /** Runs, by counterparty. */
    record RunsView(List<RunView> items) {}

    /**
     * How comparing went last.
     *
     * @param waiting whether it is asked for again
     * @param until the last day that was compared
     * @param items about which not everybody agreed before
     * @param agreed of them
     */
    record RunView(
            String counterparty,
            boolean waiting,
            @Nullable LocalDate until,
            long items,
            long agreed,
            long breaks,
            @Nullable Instant endedAt) {

        static RunView of(Last it) {
            var sum = it.summary();
            return new RunView(
                    it.counterparty(),
                    it.waiting(),
                    sum.until(),
                    sum.items(),
                    sum.agreed(),
                    sum.breaks(),
                    it.endedAt());
        }
    }

    /**
     * Imports a file of a counterparty, or of the bank about it, whole or not at all, 64 MiB at most. The same file
     * again changes nothing; another one under its name is refused. Then the books are compared. For staff.
     */
    @PostMapping(
            path = "/admin/api/reconciliation/files",
            consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_XML_VALUE})
    Mono<FileView> add(
            @Needs(StaffRole.OPERATIONS) Staff staff,
            @RequestParam(required = false) @Nullable String counterparty,
            @RequestParam(required = false) @Nullable String book,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String id,
            @RequestHeader("Content-Type") MediaType type,
            @RequestBody Flux<DataBuffer> file) {
        boolean xml = type.isCompatibleWith(MediaType.APPLICATION_XML);
        return Mono.usingWhen(
                        kept(),
                        path -> written(file, path)
                                .then(importing(new Asked(counterparty, book, day, id), xml, staff, path)),
                        DayFileController::removed)
                .map(it -> FileView.of(it.file(), it.known()));
    }

    /** What the request says of the file. */
    private record Asked(
            @Nullable String counterparty,
            @Nullable String book,
            @Nullable String day,
            @Nullable String id) {}

    private Mono<Result> importing(Asked asked, boolean xml, Staff staff, Path path) {
        return Mono.defer(() -> importing.add(new Upload(
                named(asked.counterparty()),
                book(asked.book()),
                xml,
                day(asked.day()),
                id(asked.id()),
                staff.name(),
                path)));
    }

    private static @Nullable String id(@Nullable String id) {
        if (id != null && !ID.matcher(id).matches()) {
            throw RequestProblem.FIELD_INVALID
                    .because("An id has letters, digits, dots and dashes, 100 at most")
                    .with("field", "id");
        }
        return id;
    }

    // A day's file is written to the disk first: its size must cost no memory.
    private static Mono<Path> kept() {
        return Mono.fromCallable(() -> Files.createTempFile("oqim-file", null))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Void> written(Flux<DataBuffer> file, Path path) {
        return DataBufferUtils.write(file, path);
    }

    private static Mono<Void> removed(Path path) {
        return Mono.fromCallable(() -> {
                    Files.deleteIfExists(path);
                    return path;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(IOException.class, _ -> Mono.empty())
                .then();
    }

    /** Lists the files about a counterparty of the last month, latest first. For staff. */
    @GetMapping("/admin/api/reconciliation/files")
    Mono<FilesView> list(
            @Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(required = false) @Nullable String counterparty) {
        var from = LocalDate.ofInstant(clock.instant(), BankTime.ZONE).minusDays(LONGEST_AGO_DAYS);
        return Mono.defer(() -> files.list(named(counterparty).name(), from, MOST))
                .map(all -> new FilesView(
                        all.stream().map(it -> FileView.of(it, true)).toList()));
    }

    /** Shows for each counterparty how comparing its books went last. For staff. */
    @GetMapping("/admin/api/reconciliation/runs")
    Mono<RunsView> runs(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff) {
        return runs.last().map(RunView::of).collectList().map(RunsView::new);
    }

    /** Has a counterparty's books compared again; a node does so within seconds. For staff. */
    @PostMapping("/admin/api/reconciliation/runs/{counterparty}")
    Mono<Void> run(@Needs(StaffRole.OPERATIONS) Staff staff, @PathVariable String counterparty) {
        return Mono.defer(() -> runs.ask(named(counterparty).name()));
    }

    private Counterparty named(@Nullable String name) {
        if (name == null) {
            throw RequestProblem.FIELD_MISSING.because("Say whose file it is").with("field", "counterparty");
        }
        return counterparties.named(name);
    }

    private static Book book(@Nullable String book) {
        return switch (book) {
            case null -> Book.THEIRS;
            case "theirs" -> Book.THEIRS;
            case "bank" -> Book.BANK;
            default ->
                throw RequestProblem.FIELD_INVALID
                        .because("It is theirs or bank")
                        .with("field", "book");
        };
    }

    private static @Nullable LocalDate day(@Nullable String day) {
        return day == null
                ? null
                : BreakController.day(day)
                        .orElseThrow(() -> RequestProblem.FIELD_INVALID
                                .because("Write a day such as 2026-01-31")
                                .with("field", "day"));
    }
}
