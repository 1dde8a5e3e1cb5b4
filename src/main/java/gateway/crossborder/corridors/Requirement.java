package gateway.crossborder.corridors;

import gateway.rulebook.Coded;

/** What a corridor wants to know of a beneficiary, beside name, country and the kind of account. */
public enum Requirement implements Coded {
    IBAN("iban"),
    ACCOUNT("account"),
    BIC("bic"),
    /** The bank's number in its country's clearing system, such as a routing number. */
    BANK_CODE("bank-code"),
    BANK_NAME("bank-name"),
    /** Where the bank is; TOWN and STREET are the beneficiary's. */
    BANK_TOWN("bank-town"),
    BANK_STREET("bank-street"),
    TOWN("town"),
    STREET("street"),
    POSTAL_CODE("postal-code"),
    /** ISO 20022 purpose of the payment. */
    PURPOSE("purpose");

    private final String code;

    Requirement(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
