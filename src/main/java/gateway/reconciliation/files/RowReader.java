package gateway.reconciliation.files;

import gateway.reconciliation.Line.Status;
import gateway.reconciliation.files.Profile.Effect;
import gateway.reconciliation.files.Profile.Field;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a row's texts into what they mean, as the profile says. */
final class RowReader {

    private static final ZoneId TASHKENT = gateway.rulebook.BankTime.ZONE;
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final Pattern MINOR = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{11,13}");
    private static final int OLDEST = 2000;
    private static final int NEWEST = 2200;

    private final Profile profile;

    RowReader(Profile profile) {
        this.profile = profile;
    }

    /** A row by the names of its columns. */
    interface Row {

        long line();

        /** Unlike any other row's of the file. */
        default long number() {
            return line();
        }

        /** Null where the row has no such column, or nothing in it. */
        @Nullable
        String text(String column) throws FileRefused;
    }

    /** A moment as far as it is told. */
    private record When(LocalDate day, @Nullable LocalTime at) {}

    /** One line, none, or two where the row says that something was done and given back. */
    List<FileLine> lines(Row row, @Nullable LocalDate fileDay) throws FileRefused {
        var effect = effect(row);
        if (effect == Effect.NONE) {
            return List.of();
        }
        var asset = asset(row);
        long minor = amount(row, required(row, Field.AMOUNT), asset);
        if (minor <= 0) {
            throw new FileRefused(row.line(), "has no positive amount");
        }
        var own = name(row, Field.OWN);
        var when = when(row, fileDay);
        var fee = text(row, Field.FEE);
        var forth = new FileLine(
                row.number(),
                1,
                own,
                keys(row),
                isDebit(row),
                minor,
                asset,
                fee == null ? null : amount(row, fee, asset),
                status(effect),
                when.day(),
                when.at());
        return effect == Effect.RETURNED ? List.of(forth, back(forth)) : List.of(forth);
    }

    private static FileLine back(FileLine it) {
        return new FileLine(
                it.line(),
                2,
                it.own(),
                it.keys(),
                !it.debit(),
                it.minor(),
                it.asset(),
                null,
                it.status(),
                it.day(),
                it.at());
    }

    private Effect effect(Row row) throws FileRefused {
        if (profile.effects().isEmpty()) {
            return Effect.DONE;
        }
        var effect = profile.effects().get(required(row, Field.STATUS));
        if (effect == null) {
            throw new FileRefused(row.line(), "has a status that the profile does not know");
        }
        return effect;
    }

    private static Status status(Effect effect) {
        return switch (effect) {
            case DONE, RETURNED -> Status.DONE;
            case PENDING -> Status.PENDING;
            case FAILED, NONE -> Status.FAILED;
        };
    }

    private boolean isDebit(Row row) throws FileRefused {
        if (profile.directions().isEmpty()) {
            return true;
        }
        var debit = profile.directions().get(required(row, Field.DIRECTION));
        if (debit == null) {
            throw new FileRefused(row.line(), "has a direction that the profile does not know");
        }
        return debit;
    }

    private Asset asset(Row row) throws FileRefused {
        if (!profile.columns().containsKey(Field.CURRENCY)) {
            return Asset.UZS;
        }
        var code = required(row, Field.CURRENCY);
        return Asset.all().stream()
                .filter(it ->
                        it.code().equals(code) || String.valueOf(it.numeric()).equals(code))
                .findFirst()
                .orElseThrow(() -> new FileRefused(row.line(), "has a currency that is not known"));
    }

    long amount(Row row, String text, Asset asset) throws FileRefused {
        if (profile.inMinorUnits()) {
            if (MINOR.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } else {
            var amount = Money.parse(text, asset);
            if (amount.isPresent()) {
                return amount.get().minor();
            }
        }
        throw new FileRefused(row.line(), "has an amount that is none, or out of range");
    }

    private List<String> keys(Row row) throws FileRefused {
        var keys = new ArrayList<String>(3);
        for (var field : List.of(Field.RRN, Field.TRACE, Field.THEIRS)) {
            var name = name(row, field);
            if (name != null) {
                keys.add(prefix(field) + name);
            }
        }
        return keys;
    }

    private static String prefix(Field field) {
        return switch (field) {
            case RRN -> "rrn:";
            case TRACE -> "trace:";
            default -> "their:";
        };
    }

    private @Nullable String name(Row row, Field field) throws FileRefused {
        var text = text(row, field);
        if (text != null && !NAME.matcher(text).matches()) {
            throw new FileRefused(row.line(), "has a name with characters that no name has");
        }
        return text;
    }

    private When when(Row row, @Nullable LocalDate fileDay) throws FileRefused {
        var text = text(row, Field.TIME);
        if (text == null) {
            if (fileDay == null) {
                throw new FileRefused(row.line(), "has no time, and the file has no day");
            }
            return new When(fileDay, null);
        }
        var when = moment(row, text);
        if (when.day().getYear() < OLDEST || when.day().getYear() >= NEWEST) {
            throw new FileRefused(row.line(), "has a day of another age");
        }
        return when;
    }

    private When moment(Row row, String text) throws FileRefused {
        try {
            var form = profile.time();
            if (form == null) {
                if (MILLIS.matcher(text).matches()) {
                    var at = Instant.ofEpochMilli(Long.parseLong(text)).atZone(TASHKENT);
                    return new When(at.toLocalDate(), at.toLocalTime());
                }
            } else {
                TemporalAccessor read = form.parse(text);
                return new When(
                        Objects.requireNonNull(read.query(TemporalQueries.localDate())),
                        read.query(TemporalQueries.localTime()));
            }
        } catch (DateTimeException | NullPointerException e) {
            throw new FileRefused(row.line(), "has a time that is not written as the profile says");
        }
        throw new FileRefused(row.line(), "has a time that is not written as the profile says");
    }

    private String required(Row row, Field field) throws FileRefused {
        var text = text(row, field);
        if (text == null) {
            throw new FileRefused(row.line(), "has no " + field.name().toLowerCase(java.util.Locale.ROOT));
        }
        return text;
    }

    /** Null where one of its columns is empty. */
    private @Nullable String text(Row row, Field field) throws FileRefused {
        var columns = profile.columns().getOrDefault(field, List.of());
        var texts = new ArrayList<String>(columns.size());
        for (var column : columns) {
            var text = row.text(column);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return Optional.of(texts)
                .filter(it -> !it.isEmpty())
                .map(it -> it.stream().collect(Collectors.joining(":")))
                .orElse(null);
    }
}
