/** Power cuts: file systems that stop at once, with everything lost that was not forced to the disk. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.disks;
