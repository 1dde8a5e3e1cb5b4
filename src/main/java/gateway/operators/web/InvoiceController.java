package gateway.operators.web;

import gateway.customers.Merchants;
import gateway.operators.CloseInvoice;
import gateway.operators.Invoice;
import gateway.operators.InvoiceNumber;
import gateway.operators.Invoices;
import gateway.operators.OperatorProblem;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Invoices of merchants, which people pay at operators. */
@RestController
@RequestMapping("/admin/api/invoices")
class InvoiceController {

    private final Invoices invoices;
    private final CloseInvoice close;
    private final Merchants merchants;

    InvoiceController(Invoices invoices, CloseInvoice close, Merchants merchants) {
        this.invoices = invoices;
        this.close = close;
        this.merchants = merchants;
    }

    /**
     * @param merchant who is paid
     * @param amount in so'm, such as {@code 1500.00}
     * @param about what the payer is shown
     * @param goods what the tax receipt names; without them operators are told none
     */
    record InvoiceRequest(
            @NotBlank @Size(max = 64) String merchant,
            @NotBlank @Size(max = 32) String amount,

            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String about,

            @Nullable @Valid GoodsFields goods) {}

    /**
     * @param number what people type at the operator
     * @param amount in so'm
     * @param goods what the tax receipt names, if somebody said so
     * @param status open, held, paid or closed
     */
    record InvoiceView(
            String number,
            String merchant,
            String amount,
            String about,
            @Nullable GoodsFields goods,
            String status,
            Instant openedAt) {

        static InvoiceView of(Invoice it) {
            return new InvoiceView(
                    it.number().text(),
                    it.merchant().toString(),
                    it.amount().toDecimal(),
                    it.about(),
                    GoodsFields.of(it.goods()),
                    it.state().name().toLowerCase(Locale.ROOT),
                    it.openedAt());
        }
    }

    /** Opens an invoice under a number of its own. For staff. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<InvoiceView> open(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff,
            @Valid @RequestBody InvoiceRequest body) {
        var merchant = MerchantId.parse(body.merchant()).orElseThrow(() -> unfit("merchant", "That is no merchant"));
        var amount = Money.parse(body.amount(), Asset.UZS)
                .filter(Money::isPositive)
                .orElseThrow(() -> unfit("amount", "Amounts look like 1500.00 and are more than nothing"));
        var goods = body.goods() == null ? null : body.goods().goodsFor(amount);
        return merchants
                .find(merchant)
                .flatMap(found -> invoices.open(found.id(), amount, body.about(), goods, staff.name()))
                .map(InvoiceView::of);
    }

    /** Shows an invoice. For staff. */
    @GetMapping("/{number}")
    Mono<InvoiceView> show(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String number) {
        return find(parse(number)).map(InvoiceView::of);
    }

    /** Closes an invoice that nobody is paying. For staff. */
    @PostMapping("/{number}/close")
    Mono<InvoiceView> close(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS}) Staff staff, @PathVariable String number) {
        var parsed = parse(number);
        return close.close(parsed).then(Mono.defer(() -> find(parsed))).map(InvoiceView::of);
    }

    private Mono<Invoice> find(InvoiceNumber number) {
        return invoices.find(number).map(found -> found.orElseThrow(() -> notFound(number.text())));
    }

    private static InvoiceNumber parse(String number) {
        return InvoiceNumber.parse(number).orElseThrow(() -> notFound("such number"));
    }

    private static RuntimeException notFound(String what) {
        return OperatorProblem.INVOICE_NOT_FOUND.because("There is no " + what);
    }

    private static RuntimeException unfit(String field, String why) {
        return OperatorProblem.INVOICE_UNFIT.because(why).with("field", field);
    }
}
