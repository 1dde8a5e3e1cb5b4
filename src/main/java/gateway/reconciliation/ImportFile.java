package gateway.reconciliation;

import gateway.reconciliation.DayFiles.Imported;
import gateway.reconciliation.DayFiles.Opened;
import gateway.reconciliation.files.DayFile;
import gateway.reconciliation.files.FileHead;
import gateway.reconciliation.files.FileLine;
import gateway.reconciliation.files.Profile;
import gateway.rulebook.BankTime;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports a file: whole and once, or not at all. It is read twice, first for its digest and then line by line, so that
 * its size costs no memory.
 */
@Component
public class ImportFile {

    static final List<String> OUTCOMES = List.of("imported", "known", "changed", "refused", "failed");

    private static final int TOGETHER = 1_000;
    private static final int FARTHEST_DAYS = 7;
    /** Minor units of all lines of a file. */
    private static final long MOST_IN_ALL = 100_000_000_000_000_000L;

    private final Lines lines;
    private final DayFiles files;
    private final Runs runs;
    private final Reconcile reconcile;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    ImportFile(
            Lines lines,
            DayFiles files,
            Runs runs,
            Reconcile reconcile,
            TransactionalOperator transaction,
            MeterRegistry meters,
            Clock clock) {
        this.lines = lines;
        this.files = files;
        this.runs = runs;
        this.reconcile = reconcile;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What is to be imported.
     *
     * @param xml whether it is camt.053 and not in the form of a profile
     * @param day of a file that does not say itself of which day it is
     * @param id of a file that has none; without one it is made of counterparty and day
     */
    public record Upload(
            Counterparty counterparty,
            Book book,
            boolean xml,
            @Nullable LocalDate day,
            @Nullable String id,
            String by,
            Path path) {

        /** Whether what the file calls a credit is what the counterparty owes us: its book is of our account there. */
        private boolean isMirrored() {
            return book == Book.THEIRS && counterparty.isCorrespondent();
        }

        private Profile profile() {
            if (xml) {
                return Profile.CAMT053;
            }
            return book == Book.BANK ? counterparty.bank() : counterparty.theirs();
        }
    }

    /** @param known whether the same file had been imported before */
    public record Result(Imported file, boolean known) {}

    /** What the file says of itself, and its digest. */
    private record Announced(Imported file, byte[] digest) {}

    /**
     * Errors with DAY_FILE_REFUSED, naming line and reason, or with DAY_FILE_CHANGED, and then nothing was imported.
     * Our own book of the day is read on the way, and the comparison is asked for.
     */
    public Mono<Result> add(Upload upload) {
        return Mono.fromCallable(() -> announced(upload))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(it -> reconcile
                        .readOurs(upload.counterparty(), it.file().day())
                        .then(Mono.defer(() -> store(upload, it))))
                .doOnNext(result -> count(upload, result.known() ? "known" : "imported"))
                .doOnError(refused -> count(upload, outcome(refused)));
    }

    private Announced announced(Upload upload) throws IOException {
        var digest = digest(upload.path());
        FileHead head;
        try (var file = open(upload)) {
            head = file.head();
        }
        var day = day(upload, head);
        var id = id(upload, head, day);
        return new Announced(
                new Imported(
                        upload.counterparty().name(),
                        upload.book(),
                        id,
                        head.account(),
                        day,
                        0,
                        upload.by(),
                        clock.instant()),
                digest);
    }

    private static String id(Upload upload, FileHead head, LocalDate day) {
        if (head.id() != null) {
            return head.id();
        }
        return upload.id() == null ? upload.counterparty().name() + "-" + day : upload.id();
    }

    private LocalDate day(Upload upload, FileHead head) {
        var day = head.day() == null ? upload.day() : head.day();
        if (day == null) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because("line 1 does not say of which day it is; name it");
        }
        if (upload.day() != null && !day.equals(upload.day())) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because("line 1 is of another day: " + day);
        }
        // All books are compared up to the last day that was told, so one that is to come would make everything late.
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), BankTime.ZONE).plusDays(1))) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because("line 1 is of a day that is yet to come: " + day);
        }
        if (head.account() != null && !upload.counterparty().isAbout(upload.book(), head.account())) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because(
                    "line 1 is of an account on which this counterparty does not settle");
        }
        return day;
    }

    private Mono<Result> store(Upload upload, Announced it) {
        return files.open(it.file(), it.digest())
                .flatMap(opened -> switch (opened) {
                    case Opened.Fresh(var number) -> addLines(upload, it.file(), number);
                    case Opened.Known(var id, var lines) -> Mono.just(new Result(counted(it.file(), id, lines), true));
                    case Opened.Changed _ ->
                        Mono.error(ReconciliationProblem.DAY_FILE_CHANGED.because(
                                "It is another file under the name " + it.file().id() + "; nothing was changed"));
                })
                .as(transaction::transactional);
    }

    private Mono<Result> addLines(Upload upload, Imported file, long number) {
        var count = new AtomicLong();
        var sum = new AtomicLong();
        return read(upload)
                .map(line -> upload.isMirrored() ? line.mirrored() : line)
                .doOnNext(line -> {
                    check(file, line);
                    check(line, sum.addAndGet(Math.min(line.minor(), MOST_IN_ALL + 1)));
                    count.incrementAndGet();
                })
                .buffer(TOGETHER)
                .concatMap(some -> lines.add(upload.counterparty(), upload.book(), number, some), 1)
                .then(Mono.defer(() -> files.close(file, count.get())))
                .then(Mono.defer(() -> runs.ask(file.counterparty())))
                .then(Mono.fromSupplier(() -> new Result(counted(file, file.id(), count.get()), false)));
    }

    private static void check(Imported file, FileLine line) {
        var far = line.day().isBefore(file.day().minusDays(FARTHEST_DAYS))
                || line.day().isAfter(file.day().plusDays(FARTHEST_DAYS));
        if (far) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because(
                    "line " + line.line() + " has a day far from the file's");
        }
    }

    // What is compared is added up, and must never be more than can be counted.
    private static void check(FileLine line, long sum) {
        if (sum > MOST_IN_ALL) {
            throw ReconciliationProblem.DAY_FILE_REFUSED.because(
                    "line " + line.line() + " makes it more than all money that there is");
        }
    }

    private static Imported counted(Imported it, String id, long lines) {
        return new Imported(it.counterparty(), it.book(), id, it.account(), it.day(), lines, it.by(), it.at());
    }

    /** Line by line, as they are asked for, on a thread that may wait for the disk. */
    private static Flux<FileLine> read(Upload upload) {
        return Flux.<FileLine, DayFile>generate(
                        () -> open(upload),
                        (file, sink) -> {
                            try {
                                var line = file.next();
                                if (line == null) {
                                    sink.complete();
                                } else {
                                    sink.next(line);
                                }
                            } catch (IOException refused) {
                                sink.error(refused(refused));
                            }
                            return file;
                        },
                        ImportFile::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static DayFile open(Upload upload) {
        try {
            return DayFile.open(upload.profile(), new BufferedInputStream(Files.newInputStream(upload.path())));
        } catch (IOException refused) {
            throw refused(refused);
        }
    }

    private static ProblemException refused(IOException why) {
        return ReconciliationProblem.DAY_FILE_REFUSED.because(String.valueOf(why.getMessage()));
    }

    private static void close(DayFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(Path path) throws IOException {
        try (var bytes = new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(path)), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return bytes.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String outcome(Throwable refused) {
        if (refused instanceof ProblemException problem) {
            return problem.type() == ReconciliationProblem.DAY_FILE_CHANGED ? "changed" : "refused";
        }
        return "failed";
    }

    private void count(Upload upload, String outcome) {
        counter(meters, upload.counterparty(), outcome).increment();
    }

    /** What became of files. */
    static Counter counter(MeterRegistry meters, Counterparty counterparty, String outcome) {
        return meters.counter("oqim_reconciliation_files", "counterparty", counterparty.name(), "outcome", outcome);
    }
}
