package gateway.compliance;

/** What a document, a list or a form of a name says about a person. */
public enum Gender {
    FEMALE,
    MALE
}
