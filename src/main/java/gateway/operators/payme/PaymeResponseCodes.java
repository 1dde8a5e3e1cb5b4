package gateway.operators.payme;

import gateway.operators.Why;
import org.jspecify.annotations.Nullable;

/**
 * Payme's codes for what went wrong, each with its text for the payer. Source: the owner's page on errors; -31050 to
 * -31099 are the merchant's own.
 */
enum PaymeResponseCodes {
    NOT_POST(-32300, "So‘rov POST bo‘lishi kerak", "Запрос должен быть POST", "The request must be a POST"),
    NOT_JSON(-32700, "So‘rov JSON emas", "Запрос не является JSON", "The request is not JSON"),
    UNFIT(-32600, "So‘rov maydonlari noto‘g‘ri", "Неверные поля запроса", "A field of the request is missing or wrong"),
    NO_METHOD(-32601, "Bunday metod yo‘q", "Метод не найден", "There is no such method"),
    NO_RIGHTS(-32504, "Ruxsat yo‘q", "Недостаточно прав", "Not allowed"),
    SYSTEM(-32400, "Tizim xatosi", "Системная ошибка", "System error"),
    AMOUNT(-31001, "Summa noto‘g‘ri", "Неверная сумма", "Wrong amount"),
    NOT_FOUND(-31003, "Tranzaksiya topilmadi", "Транзакция не найдена", "Transaction not found"),
    CANNOT_CANCEL(-31007, "Pulni qaytarib bo‘lmaydi", "Возврат невозможен", "The money cannot be given back"),
    NOT_POSSIBLE(-31008, "Amalni bajarib bo‘lmaydi", "Невозможно выполнить операцию", "Not possible in this state"),
    PAYEE(-31050, "Hisob topilmadi", "Счёт не найден", "Account not found"),
    INVOICE_BUSY(
            -31051,
            "Hisob-fakturani boshqa to‘lov kutmoqda",
            "Счёт ожидает другой оплаты",
            "Another payment of the invoice is under way"),
    INVOICE_PAID(-31052, "Hisob-faktura to‘langan", "Счёт уже оплачен", "The invoice is paid"),
    INVOICE_CLOSED(-31053, "Hisob-faktura yopilgan", "Счёт закрыт", "The invoice is closed"),
    PERIOD(-31054, "Davr noto‘g‘ri", "Неверный период", "The period is wrong"),
    PASSWORD(-31055, "Yangi parol yo‘q yoki yaroqsiz", "Нет нового пароля или он непригоден", "No usable new password"),
    STOPPED(
            -31057,
            "Hisobni hozir to‘ldirib bo‘lmaydi",
            "Счёт сейчас нельзя пополнить",
            "The account takes no money for now"),
    TIME(-31056, "Tranzaksiya vaqti o‘tib ketgan", "Время транзакции истекло", "The transaction is too old"),
    RECEIPT_NOT_FOUND(-32001, "Chek topilmadi", "Чек не найден", "Receipt not found"),
    RECEIPT_UNFIT(-32602, "Chek maydonlari noto‘g‘ri", "Неверные поля чека", "A field of the receipt is wrong");

    private final int code;
    private final String uz;
    private final String ru;
    private final String en;

    PaymeResponseCodes(int code, String uz, String ru, String en) {
        this.code = code;
        this.uz = uz;
        this.ru = ru;
        this.en = en;
    }

    int code() {
        return code;
    }

    String uz() {
        return uz;
    }

    String ru() {
        return ru;
    }

    String en() {
        return en;
    }

    /**
     * What went wrong.
     *
     * @param data the name of the field that is wrong, or of the method that there is not
     */
    record Refusal(PaymeResponseCodes code, @Nullable String data) {

        static Refusal of(PaymeResponseCodes code) {
            return new Refusal(code, null);
        }

        static Refusal of(PaymeResponseCodes code, String data) {
            return new Refusal(code, data);
        }
    }

    /** @param field the name of the account's field */
    static Refusal of(Why why, String field) {
        return switch (why) {
            case PAYEE_UNKNOWN, PAYEE_UNREADABLE -> Refusal.of(PAYEE, field);
            case INVOICE_HELD -> Refusal.of(INVOICE_BUSY, field);
            case INVOICE_PAID -> Refusal.of(INVOICE_PAID, field);
            case INVOICE_CLOSED -> Refusal.of(INVOICE_CLOSED, field);
            case AMOUNT_WRONG, LIMIT_EXCEEDED -> Refusal.of(AMOUNT);
            case PAYEE_STOPPED -> Refusal.of(STOPPED, field);
            case TRANSACTION_UNKNOWN -> Refusal.of(NOT_FOUND);
            case CANNOT_GIVE_BACK -> Refusal.of(CANNOT_CANCEL);
            case OTHER_CONTENT, EXPIRED, ALREADY_CANCELLED, CANNOT_CREDIT -> Refusal.of(NOT_POSSIBLE);
        };
    }
}
