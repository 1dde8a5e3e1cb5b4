package gateway.webhooks.partners;

import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.JoinMerchant.Wanted;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a partner of a merchant's payments from then on: whose money it hears of is nothing for one person to say. */
@Component
class JoinMerchant extends PartnerAct<Wanted> {

    static final String NAME = "join-merchant";

    private final Partners partners;

    JoinMerchant(Partners partners, DatabaseClient database) {
        super(NAME, database);
        this.partners = partners;
    }

    /** Who would hear of whom. */
    record Wanted(PartnerId partner, MerchantId merchant) {}

    private record Content(String partner, String merchant) {}

    static String content(PartnerId partner, MerchantId merchant) {
        return ActText.write(new Content(partner.toString(), merchant.toString()));
    }

    @Override
    Wanted read(String content) {
        return ActText.read(
                content,
                Content.class,
                it -> new Wanted(
                        ActText.id(PartnerId.parse(it.partner())), ActText.id(MerchantId.parse(it.merchant()))));
    }

    @Override
    Mono<String> describe(Wanted wanted) {
        return partners.check(wanted.partner(), wanted.merchant())
                .map(it -> "%s (%s) to %s"
                        .formatted(it.merchant(), it.name(), it.partner().name()));
    }

    @Override
    Mono<Void> perform(DatabaseClient client, Wanted wanted, String by) {
        return partners.check(wanted.partner(), wanted.merchant())
                .then(partners.join(client, wanted.partner(), wanted.merchant(), by));
    }
}
