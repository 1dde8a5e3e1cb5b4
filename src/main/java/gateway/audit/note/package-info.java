/** Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), and the keys that sign them. */
@org.jspecify.annotations.NullMarked
package gateway.audit.note;
