package gateway.platform.http;

/** What a member of the bank's staff may do; nobody may do anything without one. */
public enum StaffRole {
    /** Merchants, and access that is taken away. */
    ADMINISTRATOR,
    /** Packs of rules, limits and fees, and exceptions from them. */
    POLICY,
    /** Screening, cases, reports and what customers prove about themselves. */
    COMPLIANCE,
    /** Fraud rules, incidents and restriction orders. */
    FRAUD,
    /** Books that must agree: statements, documents, breaks. */
    OPERATIONS,
    /** Customers' and holders' requests. */
    SUPPORT,
    /** Reads everything, changes nothing. */
    AUDITOR
}
