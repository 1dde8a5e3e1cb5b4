/** Money that customers send abroad, from the phone to the correspondents' books and back, story by story. */
@org.jspecify.annotations.NullMarked
package sandbox.remittances;
