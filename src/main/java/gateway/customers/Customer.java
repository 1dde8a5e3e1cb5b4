package gateway.customers;

import gateway.shared.ids.CustomerId;

/**
 * @param phone international digits without plus, such as 998901234567; it identifies the person at sign-in
 * @param language uz, ru or en
 */
public record Customer(CustomerId id, String phone, String language) {}
