/** What {@link java.util.ServiceLoader} finds in this module. */
@NullMarked
package bus.idgen.ulid;

import org.jspecify.annotations.NullMarked;
