package gateway.issuing;

import gateway.issuing.Controls.Choice;
import gateway.issuing.Controls.Limit;
import gateway.issuing.Purchase.Secret;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import java.time.YearMonth;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a purchase may be, up to where money is asked for: state, expiry, PIN and code, controls, limits. The first
 * that speaks against it counts. Pure; it runs on locked rows.
 */
final class AuthorisationRules {

    private static final Pattern CATEGORY = Pattern.compile("[0-9]{4}");

    private AuthorisationRules() {}

    /** A card as its row says. */
    record Facts(IssuedState state, YearMonth expiry, boolean pinSet, int pinTries, Asset asset, Guesses guesses) {

        Facts after(int tries, Guesses guessed) {
            return new Facts(state, expiry, pinSet, tries, asset, guessed);
        }
    }

    /**
     * Everything that cards of one chain share.
     *
     * @param merchant where it was used first; empty when it was not used
     */
    record Chain(Controls controls, Usage usage, String merchant) {}

    /** Null when nothing speaks against it. */
    static @Nullable Reason refusal(Facts card, Chain chain, Purchase purchase) {
        return Stream.of(
                        state(card.state()),
                        end(card, purchase),
                        guesses(card, purchase),
                        expiry(card, purchase),
                        pin(card, purchase.pin()),
                        purchase.code() == Secret.WRONG ? Reason.CODE_WRONG : null,
                        purchase.restricted() ? Reason.NOT_POSSIBLE : null,
                        form(card, purchase),
                        merchant(chain, purchase),
                        lists(chain.controls(), purchase),
                        amounts(chain, purchase))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason state(IssuedState state) {
        return switch (state) {
            case ACTIVE -> null;
            case ORDERED -> Reason.NOT_ACTIVATED;
            case FROZEN -> Reason.FROZEN_BY_HOLDER;
            case BLOCKED, FROZEN_BLOCKED -> Reason.FROZEN_BY_BANK;
            case LOST -> Reason.LOST;
            case STOLEN -> Reason.STOLEN;
            case CLOSED -> Reason.CLOSED;
            case EXPIRED -> Reason.EXPIRED;
        };
    }

    // A card works through the last day of its month.
    private static @Nullable Reason end(Facts card, Purchase purchase) {
        boolean over = card.expiry().isBefore(YearMonth.from(purchase.at().atZone(BankTime.ZONE)));
        return over ? Reason.EXPIRED : null;
    }

    // Whoever has the card itself goes on: to try out numbers from afar must not take it from its holder.
    private static @Nullable Reason guesses(Facts card, Purchase purchase) {
        return purchase.isByDataAlone() && card.guesses().isLocked(purchase.at()) ? Reason.GUESSED_TOO_OFTEN : null;
    }

    private static @Nullable Reason expiry(Facts card, Purchase purchase) {
        return purchase.expiry() == null || purchase.expiry().equals(card.expiry()) ? null : Reason.EXPIRY_DIFFERS;
    }

    private static @Nullable Reason pin(Facts card, Secret pin) {
        if (pin == Secret.ABSENT) {
            return null;
        }
        if (card.pinTries() >= IssuedCard.MOST_PIN_TRIES) {
            return Reason.PIN_LOCKED;
        }
        if (!card.pinSet()) {
            return Reason.PIN_NOT_SET;
        }
        return switch (pin) {
            case RIGHT, ABSENT -> null;
            case WRONG -> Reason.PIN_WRONG;
            case UNREADABLE -> Reason.PIN_UNREADABLE;
        };
    }

    private static @Nullable Reason form(Facts card, Purchase purchase) {
        if (purchase.amount().minor() < 0) {
            return Reason.AMOUNT_NOT_VALID;
        }
        if (!purchase.amount().asset().equals(card.asset())) {
            return Reason.CURRENCY_NOT_ALLOWED;
        }
        return CATEGORY.matcher(purchase.category()).matches() ? null : Reason.CATEGORY_NOT_VALID;
    }

    private static @Nullable Reason merchant(Chain chain, Purchase purchase) {
        boolean used =
                chain.usage().within(Controls.Period.LIFETIME, purchase.at()).count() > 0;
        if (chain.controls().singleUse() && used && !purchase.raises()) {
            return Reason.SINGLE_USE_SPENT;
        }
        boolean elsewhere = !chain.merchant().isEmpty() && !chain.merchant().equals(purchase.merchant());
        return chain.controls().merchantLocked() && elsewhere ? Reason.OTHER_MERCHANT : null;
    }

    private static @Nullable Reason lists(Controls controls, Purchase purchase) {
        if (!admits(controls.channels(), purchase.channel())) {
            return Reason.CHANNEL_NOT_ALLOWED;
        }
        if (!admits(controls.categories(), purchase.category())) {
            return Reason.CATEGORY_NOT_ALLOWED;
        }
        if (!admits(controls.countries(), purchase.country()) || hides(controls.countries(), purchase)) {
            return Reason.COUNTRY_NOT_ALLOWED;
        }
        if (!admits(controls.merchants(), purchase.merchant())) {
            return Reason.MERCHANT_NOT_ALLOWED;
        }
        var hours = controls.hours();
        var time = purchase.at().atZone(BankTime.ZONE).toLocalTime();
        return hours == null || hours.holds(time) ? null : Reason.HOUR_NOT_ALLOWED;
    }

    private static boolean admits(@Nullable Choice choice, String word) {
        return choice == null || choice.admits(word);
    }

    private static boolean admits(@Nullable Choice choice, Channel channel) {
        return choice == null || (channel != Channel.UNTOLD && choice.admits(channel.name()));
    }

    // Not to tell the country is no way around a list of countries.
    private static boolean hides(@Nullable Choice choice, Purchase purchase) {
        return choice != null && purchase.country().equals("??");
    }

    private static @Nullable Reason amounts(Chain chain, Purchase purchase) {
        long amount = purchase.amount().minor();
        var most = chain.controls().most();
        if (most != null && amount > most - purchase.before()) {
            return Reason.AMOUNT_ABOVE_CONTROL;
        }
        return chain.controls().limits().stream()
                .map(limit -> limit(chain.usage().within(limit.period(), purchase.at()), limit, purchase))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason limit(Usage.Spent spent, Limit limit, Purchase purchase) {
        long amount = purchase.amount().minor();
        if (limit.amount() != null && limit.amount() - spent.amount() < amount) {
            return Reason.AMOUNT_LIMIT;
        }
        boolean counts = amount > 0 && !purchase.raises();
        return counts && limit.count() != null && spent.count() >= limit.count() ? Reason.COUNT_LIMIT : null;
    }
}
