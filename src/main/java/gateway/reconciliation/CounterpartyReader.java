package gateway.reconciliation;

import gateway.reconciliation.files.Profile;
import gateway.reconciliation.files.Profile.Effect;
import gateway.reconciliation.files.Profile.Ends;
import gateway.reconciliation.files.Profile.Field;
import gateway.reconciliation.files.Profile.Form;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads counterparties and their profiles; an {@link UnfitPack} names line and reason, and nothing of it is used. */
public final class CounterpartyReader {

    private static final int FORMAT = 1;
    private static final Pattern ACCOUNT = Pattern.compile("(clearing|operator|nostro):[a-z][a-z0-9-]{0,31}");
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{5,34}");
    private static final Pattern NOSTRO = Pattern.compile("[0-9A-Z-]{5,34}");
    private static final Pattern RATE = Pattern.compile("0(\\.[0-9]{1,6})?");
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7E]{1,40}");
    private static final Map<String, Charset> CHARSETS = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "windows-1251", Charset.forName("windows-1251"));

    private static final String[] PROFILE = {
        "name",
        "form",
        "charset",
        "separator",
        "rows",
        "columns",
        "unit",
        "time",
        "directions",
        "effects",
        "head",
        "trailer"
    };

    private static final String[] COUNTERPARTY = {
        "name", "account", "currency", "number", "profile", "bank-profile", "bank-accounts", "cut-off", "fee-rate"
    };

    private CounterpartyReader() {}

    public static Counterparties read(String text) {
        var fields = Fields.of(PackText.read(text), "format", "pack", "profiles", "counterparties");
        var format = fields.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        fields.required("pack").id();
        var profiles = new HashMap<String, Profile>();
        for (var place : fields.required("profiles").items()) {
            var profile = profile(place);
            if (profiles.put(profile.name(), profile) != null) {
                throw place.fault("is there twice");
            }
        }
        return new Counterparties(
                counterparties(fields.required("counterparties").items(), profiles));
    }

    private static List<Counterparty> counterparties(List<PackNode> places, Map<String, Profile> profiles) {
        var all = new LinkedHashMap<String, Counterparty>();
        for (var place : places) {
            var it = counterparty(place, profiles);
            if (all.values().stream().anyMatch(other -> clash(other, it))) {
                throw place.fault("has the name or an account of another one");
            }
            all.put(it.name(), it);
        }
        return new ArrayList<>(all.values());
    }

    private static boolean clash(Counterparty one, Counterparty other) {
        return one.name().equals(other.name())
                || (one.account().equals(other.account()) && isSameCurrency(one, other))
                || one.bankAccounts().stream().anyMatch(other.bankAccounts()::contains);
    }

    // At a correspondent we have an account for each currency, and each has a statement of its own.
    private static boolean isSameCurrency(Counterparty one, Counterparty other) {
        return one.nostro() == null
                || other.nostro() == null
                || one.nostro().currency().equals(other.nostro().currency());
    }

    private static @Nullable Nostro nostro(Fields fields, String account) {
        boolean wanted = account.startsWith("nostro:");
        if (fields.has("currency") != wanted || fields.has("number") != wanted) {
            throw fields.place().fault("must have currency and number where the account is a nostro, and only there");
        }
        return wanted
                ? new Nostro(
                        fields.required("currency").currency(),
                        matching(fields.required("number"), NOSTRO, "must be an account's number"))
                : null;
    }

    private static Counterparty counterparty(PackNode place, Map<String, Profile> profiles) {
        var fields = Fields.of(place, COUNTERPARTY);
        var account = matching(
                fields.required("account"), ACCOUNT, "must be such as clearing:humo, operator:payme or nostro:debk");
        return new Counterparty(
                fields.required("name").id(),
                account,
                profile(fields.required("profile"), profiles),
                profile(fields.required("bank-profile"), profiles),
                fields.optional("bank-accounts")
                        .map(it -> it.set(one -> matching(one, NUMBER, "must be an account's number")))
                        .orElse(Set.of()),
                fields.required("cut-off").read("must be a time such as \"23:30\"", CounterpartyReader::time),
                fields.optional("fee-rate").map(CounterpartyReader::rate).orElse(null),
                nostro(fields, account));
    }

    private static Profile profile(PackNode place, Map<String, Profile> profiles) {
        return place.read("must be one of the profiles", name -> Optional.ofNullable(profiles.get(name)));
    }

    private static @Nullable BigDecimal rate(PackNode place) {
        return new BigDecimal(matching(place, RATE, "must be a share in quotes, such as \"0.002\""));
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Profile profile(PackNode place) {
        var fields = Fields.of(place, PROFILE);
        var form = fields.required("form").word(Form.values());
        var columns =
                fields.optional("columns").map(CounterpartyReader::columns).orElse(Map.of());
        if (form != Form.CAMT053 && !columns.containsKey(Field.AMOUNT)) {
            throw place.fault("lacks the column of the amount");
        }
        return new Profile(
                fields.required("name").id(),
                form,
                fields.optional("charset").map(CounterpartyReader::charset).orElse(StandardCharsets.UTF_8),
                fields.optional("separator").map(CounterpartyReader::character).orElse(';'),
                fields.optional("rows").map(CounterpartyReader::texts).orElse(List.of()),
                columns,
                fields.optional("unit")
                        .map(it -> it.read("must be minor or major", CounterpartyReader::inMinorUnits))
                        .orElse(true),
                fields.optional("time").map(CounterpartyReader::formatter).orElse(null),
                words(fields.optional("directions"), CounterpartyReader::isDebit),
                words(fields.optional("effects"), it -> it.word(Effect.values())),
                ends(fields));
    }

    private static Charset charset(PackNode place) {
        return place.read("must be one of " + CHARSETS.keySet(), name -> Optional.ofNullable(CHARSETS.get(name)));
    }

    private static char character(PackNode place) {
        return place.read(
                "must be one character and no quotation mark or line's end",
                one -> one.length() == 1 && !"\"\r\n".contains(one) ? Optional.of(one.charAt(0)) : Optional.empty());
    }

    private static List<String> texts(PackNode place) {
        return place.items().stream().map(PackNode::text).toList();
    }

    private static Optional<Boolean> inMinorUnits(String unit) {
        return switch (unit) {
            case "minor" -> Optional.of(true);
            case "major" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean isDebit(PackNode place) {
        return place.read("must be debit or credit", word -> switch (word) {
            case "debit" -> Optional.of(true);
            case "credit" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private static @Nullable Ends ends(Fields fields) {
        if (fields.has("head") != fields.has("trailer")) {
            throw fields.place().fault("must have both head and trailer, or neither");
        }
        return fields.has("head")
                ? new Ends(
                        matching(fields.required("head"), WORD, "must be a word"),
                        matching(fields.required("trailer"), WORD, "must be a word"))
                : null;
    }

    private static DateTimeFormatter formatter(PackNode place) {
        return place.read("must be a pattern such as \"uuuu-MM-dd HH:mm:ss\"", pattern -> {
            try {
                return Optional.of(
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        });
    }

    private static Map<Field, List<String>> columns(PackNode place) {
        var columns = new EnumMap<Field, List<String>>(Field.class);
        for (var item : place.items()) {
            var fields = Fields.of(item, "field", "of");
            var names =
                    fields.required("of").items().stream().map(PackNode::text).toList();
            if (names.isEmpty() || columns.put(fields.required("field").word(Field.values()), names) != null) {
                throw item.fault("has no column, or stands there twice");
            }
        }
        return columns;
    }

    private static <T> Map<String, T> words(Optional<PackNode> place, Function<PackNode, T> meaning) {
        var words = new HashMap<String, T>();
        for (var item : place.map(PackNode::items).orElse(List.of())) {
            var fields = Fields.of(item, "says", "means");
            var says = fields.required("says");
            if (words.put(says.text(), meaning.apply(fields.required("means"))) != null) {
                throw says.fault("stands there twice");
            }
        }
        return words;
    }

    private static String matching(PackNode place, Pattern form, String otherwise) {
        return place.read(
                otherwise,
                text -> Optional.of(text).filter(it -> form.matcher(it).matches()));
    }
}
