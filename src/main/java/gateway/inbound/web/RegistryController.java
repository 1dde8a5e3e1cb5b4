package gateway.inbound.web;

import gateway.inbound.Arrivals;
import gateway.inbound.CallRates.Kind;
import gateway.inbound.No;
import gateway.inbound.PartnerAccount;
import gateway.inbound.Terms;
import gateway.inbound.web.TransferRequests.TransferList;
import gateway.ledger.StatementLine;
import gateway.rulebook.BankTime;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What partners compare their books with: their transfers, and the account that they pay in to. */
@RestController
class RegistryController {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2999-01-01T00:00:00Z");

    private final InboundDoor door;
    private final Arrivals arrivals;
    private final PartnerAccount account;
    private final Terms terms;

    RegistryController(InboundDoor door, Arrivals arrivals, PartnerAccount account, Terms terms) {
        this.door = door;
        this.arrivals = arrivals;
        this.account = account;
        this.terms = terms;
    }

    record PageView(long totalRecords, long totalPages, int currentPage, long nextPage, int previousPage) {}

    record TransferListView(List<TransferView> transferList, PageView paginationResponse) {}

    /** @param amount more than nothing when it came in, in the smallest unit */
    record OperationView(String transferId, long amount, String currency, String kind, String dateTime) {

        static OperationView of(StatementLine line) {
            return new OperationView(
                    line.reference().toString(),
                    line.amount().minor(),
                    line.amount().asset().code(),
                    line.amount().minor() > 0 ? "PAID_IN" : "TRANSFER",
                    TransferView.time(line.at()));
        }
    }

    record OperationsView(String accountNumber, List<OperationView> operations) {}

    record BalanceView(String accountNumber, long balance, String currency) {

        static BalanceView of(Money left) {
            return new BalanceView(
                    left.asset().code(), left.minor(), left.asset().code());
        }
    }

    /** Lists the partner's transfers of a time, oldest first. */
    @PostMapping("/cbt/v1/transfer/transfer_list")
    Mono<ResponseEntity<Object>> transferList(ServerHttpRequest request) {
        return door.serve(request, Kind.REGISTRY, TransferList.class, it -> {
            var asked = it.body();
            var from = time("createTime.from", asked.createTime().from());
            var to = time("createTime.to", asked.createTime().to());
            check("createTime", from, to, to);
            var state = state(asked.status());
            return arrivals.page(
                            new Arrivals.Question(it.call().partner(), from, to, state, asked.page(), asked.limit()))
                    .flatMap(found -> Mono.justOrEmpty(found))
                    .switchIfEmpty(tooMany())
                    .map(page -> view(page, asked));
        });
    }

    private static <T> Mono<T> tooMany() {
        return Mono.error(() -> new Refused(No.PERIOD_TOO_LONG));
    }

    private static TransferListView view(Arrivals.Page page, TransferList asked) {
        long pages = Math.ceilDiv(page.total(), asked.limit());
        return new TransferListView(
                page.arrivals().stream().map(TransferView::of).toList(),
                new PageView(
                        page.total(),
                        pages,
                        asked.page(),
                        asked.page() < pages ? asked.page() + 1L : 0,
                        asked.page() - 1));
    }

    private static String state(@Nullable String status) {
        return switch (String.valueOf(status)) {
            case "APPROVED" -> "approved";
            case "PENDING" -> "in_review";
            case "SUCCESS" -> "succeeded";
            case "FAILED" -> "failed";
            default -> "";
        };
    }

    /** Lists what came into and left the partner's account, newest first; the account's number is its currency. */
    @GetMapping("/cbt/v1/account/operations")
    Mono<ResponseEntity<Object>> operations(
            ServerHttpRequest request,
            @RequestParam(defaultValue = "") String accountNumber,
            @RequestParam(defaultValue = "") String startDate,
            @RequestParam(defaultValue = "") String endDate) {
        return door.serve(request, Kind.REGISTRY, call -> {
            var from = day("startDate", startDate);
            var until = day("endDate", endDate).plus(Duration.ofDays(1));
            check("endDate", from, until.minus(Duration.ofDays(1)), until);
            return operations(call.partner(), asset(accountNumber), from, until);
        });
    }

    private Mono<OperationsView> operations(PartnerId partner, Asset asset, Instant from, Instant until) {
        return left(partner, asset)
                .then(Mono.defer(() -> account.lines(partner, asset, from, until)))
                .map(found -> found.orElseThrow(() -> new Refused(No.PERIOD_TOO_LONG)))
                .map(lines -> new OperationsView(
                        asset.code(), lines.stream().map(OperationView::of).toList()));
    }

    /** Tells what the partner has left to send. */
    @GetMapping("/cbt/v1/account/closing_balance")
    Mono<ResponseEntity<Object>> closingBalance(
            ServerHttpRequest request, @RequestParam(defaultValue = "") String accountNumber) {
        return door.serve(
                request,
                Kind.LOOKUP,
                call -> left(call.partner(), asset(accountNumber)).map(BalanceView::of));
    }

    private Mono<Money> left(PartnerId partner, Asset asset) {
        return account.balance(partner, asset)
                .flatMap(found -> Mono.justOrEmpty(found))
                .switchIfEmpty(Mono.error(() -> new Refused(No.NO_ACCOUNT)));
    }

    private void check(String field, Instant from, Instant last, Instant until) {
        if (last.isBefore(from)) {
            throw Refused.of(field, "Ends before it begins");
        }
        if (Duration.between(from, until).compareTo(terms.registry()) > 0) {
            throw new Refused(No.PERIOD_TOO_LONG);
        }
    }

    private static Asset asset(String accountNumber) {
        return Asset.find(accountNumber)
                .filter(asset -> !asset.equals(Asset.UZS))
                .orElseThrow(() -> new Refused(No.NO_ACCOUNT));
    }

    // The database knows no others.
    private static Instant ofOurDays(String field, Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw Refused.of(field, "Must be a time of our days");
        }
        return at;
    }

    static Instant time(String field, String text) {
        try {
            return ofOurDays(
                    field, LocalDateTime.parse(text).atZone(BankTime.ZONE).toInstant());
        } catch (DateTimeException _) {
            throw Refused.of(field, "Must be a local time");
        }
    }

    private static Instant day(String field, String text) {
        try {
            return ofOurDays(
                    field, LocalDate.parse(text).atStartOfDay(BankTime.ZONE).toInstant());
        } catch (DateTimeException _) {
            throw Refused.of(field, "Must be a day");
        }
    }
}
