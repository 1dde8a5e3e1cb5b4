package gateway.inbound.web;

import gateway.shared.money.Asset;

/** Reads currencies as the protocol writes them. */
final class InboundAsset {

    static final String UZS = "UZS";

    private InboundAsset() {}

    /** One that can be sent from; so'm cannot. */
    static Asset of(String field, String code) {
        return Asset.find(code)
                .filter(asset -> !asset.equals(Asset.UZS))
                .orElseThrow(() -> Refused.of(field, "Nothing is sent in this currency"));
    }
}
