package gateway.compliance.web;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.ListVersion;
import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.Screening;
import gateway.compliance.Verdict;
import gateway.compliance.Verdict.Match;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets the bank's staff compare somebody with the lists. */
@RestController
class ScreeningController {

    private static final int MOST_TOLD = 20;
    private static final LocalDate LONG_AGO = LocalDate.of(1850, 1, 1);

    private final Screening screening;
    private final Clock clock;

    ScreeningController(Screening screening, Clock clock) {
        this.screening = screening;
        this.clock = clock;
    }

    /**
     * @param birthDate ISO 8601
     * @param country of nationality or registration, ISO 3166 alpha-2
     * @param pinfl personal number of fourteen digits
     * @param inn taxpayer's number
     */
    record ScreeningRequest(
            @NotBlank @Pattern(regexp = "person|organisation")
            String kind,

            @NotBlank @Size(max = 200) String name,

            @Nullable @Size(max = 10) String birthDate,

            @Nullable @Pattern(regexp = "[A-Z]{2}") String country,

            @Nullable @Pattern(regexp = "female|male") String gender,

            @Nullable @Pattern(regexp = "[0-9]{14}") String pinfl,

            @Nullable @Pattern(regexp = "[A-Za-z0-9 ]{5,20}")
            String passport,

            @Nullable @Pattern(regexp = "[0-9]{9,12}") String inn) {}

    /**
     * @param verdict {@code clear}, {@code possible} or {@code hit}
     * @param score of the best match, of a thousand; 0 without one
     * @param matches the most alike, at most 20
     * @param lists what was compared with; empty means that nothing was
     */
    record ScreeningView(String verdict, int score, List<MatchView> matches, List<ListView> lists) {

        static ScreeningView of(Verdict it) {
            return switch (it) {
                case Verdict.Clear _ -> of("clear", List.of(), it);
                case Verdict.Possible possible -> of("possible", possible.matches(), it);
                case Verdict.Hit hit -> of("hit", hit.matches(), it);
            };
        }

        private static ScreeningView of(String verdict, List<Match> matches, Verdict it) {
            return new ScreeningView(
                    verdict,
                    matches.stream().mapToInt(Match::score).max().orElse(0),
                    matches.stream().limit(MOST_TOLD).map(MatchView::of).toList(),
                    it.lists().stream().map(ListView::of).toList());
        }
    }

    /**
     * @param entry its id on the list
     * @param name the one of its names that is most alike
     * @param reasons for people, in English
     */
    record MatchView(String list, String version, String entry, String name, int score, List<String> reasons) {

        static MatchView of(Match it) {
            return new MatchView(it.list(), it.version(), it.entry(), it.name(), it.score(), it.reasons());
        }
    }

    /** @param published by its publisher */
    record ListView(String list, String version, Instant published, int entries) {

        static ListView of(ListVersion it) {
            return new ListView(it.list(), it.version(), it.published(), it.entries());
        }
    }

    /** Compares a person or an organisation with the lists in force. For staff. */
    @PostMapping("/admin/api/screening")
    Mono<ScreeningView> screen(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @Valid @RequestBody ScreeningRequest body) {
        return Mono.fromSupplier(() -> ScreeningView.of(screening.screen(party(body))));
    }

    private Party party(ScreeningRequest body) {
        return new Party(
                body.kind().equals("person") ? PartyKind.PERSON : PartyKind.ORGANISATION,
                body.name(),
                born(body.birthDate()),
                body.country(),
                gender(body.gender()),
                identifiers(body));
    }

    private @Nullable LocalDate born(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var born = LocalDate.parse(text);
            if (born.isAfter(LONG_AGO) && !born.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX))) {
                return born;
            }
        } catch (DateTimeException e) {
            throw invalidDate();
        }
        throw invalidDate();
    }

    private static RuntimeException invalidDate() {
        return ComplianceProblem.BIRTH_DATE_INVALID
                .because("Birth dates look like 1985-03-14")
                .with("field", "birthDate");
    }

    private static @Nullable Gender gender(@Nullable String text) {
        return text == null ? null : text.equals("female") ? Gender.FEMALE : Gender.MALE;
    }

    private static List<Identifier> identifiers(ScreeningRequest body) {
        var identifiers = new ArrayList<Identifier>();
        add(Identifier.Kind.PINFL, body.pinfl(), identifiers);
        add(Identifier.Kind.PASSPORT, body.passport(), identifiers);
        add(Identifier.Kind.INN, body.inn(), identifiers);
        return identifiers;
    }

    private static void add(Identifier.Kind kind, @Nullable String value, List<Identifier> to) {
        if (value != null) {
            to.add(new Identifier(kind, value));
        }
    }
}
