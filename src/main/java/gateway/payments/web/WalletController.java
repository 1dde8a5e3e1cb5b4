package gateway.payments.web;

import static gateway.payments.web.MomentReader.invalid;

import gateway.ledger.StatementCursor;
import gateway.payments.PaymentProblem;
import gateway.payments.ShowWallet;
import gateway.payments.ShowWallet.Posting;
import gateway.payments.web.WalletView.BalanceView;
import gateway.platform.http.Caller;
import gateway.sessions.NewDevices;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own wallet over HTTP; there is no way to name anybody else's. */
@RestController
@RequestMapping(path = "/v1/wallet", produces = MediaType.APPLICATION_JSON_VALUE)
class WalletController {

    private static final int PAGE_MAX = 100;

    private final ShowWallet wallet;
    private final NewDevices devices;
    private final Clock clock;

    WalletController(ShowWallet wallet, NewDevices devices, Clock clock) {
        this.wallet = wallet;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * Shows the balance in each currency. `posted` is the customer's money, `held` is reserved for payments that are
     * not finished, `available` is the difference. With `at` (ISO 8601, not in the future) the posted balance as it was
     * then, alone.
     */
    @GetMapping
    Mono<ResponseEntity<WalletView>> balance(Caller caller, @RequestParam(required = false) @Nullable String at) {
        var now = clock.instant();
        var moment = at == null ? now : notAfter(now, MomentReader.read("at", at));
        var balances = at == null
                ? wallet.balances(caller.customer()).map(BalanceView::of)
                : wallet.balancesAt(caller.customer(), moment).map(BalanceView::past);
        return balances.collectList().map(list -> new WalletView(moment, list)).map(WalletController::unstored);
    }

    /**
     * Lists what moved the money, newest first. From `from` (inclusive) to `to` (exclusive), at most `limit` (1 to 100)
     * lines; `next` is the `cursor` of the page that follows, and stays good however much is posted meanwhile. A new
     * device may be shown that alone which moved since the customer signed in on it.
     */
    @GetMapping("/statement")
    Mono<ResponseEntity<StatementView>> statement(
            Caller caller,
            @RequestParam(defaultValue = "UZS") String currency,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        var asset = Asset.find(currency)
                .orElseThrow(() -> PaymentProblem.CURRENCY_UNKNOWN
                        .because("No such currency here")
                        .with("field", "currency"));
        var since = from == null ? MomentReader.FIRST : MomentReader.read("from", from);
        var until = to == null ? MomentReader.LAST : MomentReader.read("to", to);
        if (!since.isBefore(until)) {
            throw invalid("to", "It must be later than from");
        }
        if (limit < 1 || limit > PAGE_MAX) {
            throw invalid("limit", "1 to " + PAGE_MAX);
        }
        var shown = later(since, devices.sees(caller.device(), clock.instant()));
        return wallet.statement(caller.customer(), asset, shown, place(cursor, until), limit + 1)
                .map(found -> page(found, limit))
                .map(WalletController::unstored);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static StatementCursor place(@Nullable String cursor, Instant until) {
        var end = StatementCursor.earlierThan(until);
        return cursor == null
                ? end
                : CursorText.read(cursor)
                        .orElseThrow(() -> invalid("cursor", "Take it from the page before"))
                        .orEarlier(end);
    }

    private static StatementView page(List<Posting> found, int limit) {
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var last = more ? shown.getLast().line() : null;
        return StatementView.of(
                shown, last == null ? null : CursorText.write(new StatementCursor(last.at(), last.transfer())));
    }

    private static Instant notAfter(Instant now, Instant at) {
        if (at.isAfter(now)) {
            throw invalid("at", "What will be then nobody knows yet");
        }
        return at;
    }

    private static <T> ResponseEntity<T> unstored(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
