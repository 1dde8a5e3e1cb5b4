package gateway.inbound.web;

import gateway.inbound.Arrivals;
import gateway.inbound.InboundSettings;
import gateway.inbound.No;
import gateway.inbound.PartnerAccount;
import gateway.inbound.web.TransferRequests.TransferList;
import gateway.ledger.StatementLine;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
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
    private final InboundSettings settings;

    RegistryController(InboundDoor door, Arrivals arrivals, PartnerAccount account, InboundSettings settings) {
        this.door = door;
        this.arrivals = arrivals;
        this.account = account;
        this.settings = settings;
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

    record BalanceView(String accountNumber, long balance, String currency) {}

    /** Lists the partner's transfers of a time, oldest first. */
    @PostMapping("/cbt/v1/transfer/transfer_list")
    Mono<ResponseEntity<Object>> transferList(ServerHttpRequest request) {
        return door.serve(request, TransferList.class, it -> {
            var asked = it.body();
            var from = time("createTime.from", asked.createTime().from());
            var to = time("createTime.to", asked.createTime().to());
            check(from, to);
            var state = state(asked.status());
            return arrivals.page(
                            new Arrivals.Question(it.call().partner(), from, to, state, asked.page(), asked.limit()))
                    .map(page -> view(page, asked));
        });
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
        return door.serve(request, call -> {
            var asset = asset(accountNumber);
            var from = day("startDate", startDate);
            var until = day("endDate", endDate).plus(Duration.ofDays(1));
            check(from, until);
            return account.balance(call.partner(), asset)
                    .map(found -> found.orElseThrow(() -> new Refused(No.NO_ACCOUNT)))
                    .flatMap(_ -> account.lines(call.partner(), asset, from, until))
                    .map(lines -> new OperationsView(
                            accountNumber, lines.stream().map(OperationView::of).toList()));
        });
    }

    /** Tells what the partner has left to send. */
    @GetMapping("/cbt/v1/account/closing_balance")
    Mono<ResponseEntity<Object>> closingBalance(
            ServerHttpRequest request, @RequestParam(defaultValue = "") String accountNumber) {
        return door.serve(
                request,
                call -> account.balance(call.partner(), asset(accountNumber))
                        .map(found -> found.orElseThrow(() -> new Refused(No.NO_ACCOUNT)))
                        .map(left -> new BalanceView(accountNumber, left.minor(), accountNumber)));
    }

    private void check(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw Refused.of("createTime", "Ends before it begins");
        }
        if (Duration.between(from, to).compareTo(Duration.ofDays(settings.registriesFor())) > 0) {
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

    private static Instant time(String field, String text) {
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
