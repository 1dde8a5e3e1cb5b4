package gateway.customers.kyc;

import gateway.customers.Pinfl;

/** Made-up people for tests. */
final class People {

    /** Born on 14 March 1985; the registry of the sandbox knows them as they are. */
    static final String KARIMOV = pinfl("100");

    private People() {}

    /** @param serial three digits, which the sandbox's registry goes by */
    static String pinfl(String serial) {
        var first = "3140385123" + serial;
        return first + Pinfl.checkDigit(first);
    }

    static Submission.Raw karimov() {
        return with(KARIMOV, "AA1234567", "2027-01-31");
    }

    static Submission.Raw with(String pinfl, String number, String expires) {
        return new Submission.Raw(
                pinfl, "Karimov O‘tkir To‘lqin o'g'li", "1985-03-14", "UZ", "id-card", number, "IIV 26001", expires);
    }
}
