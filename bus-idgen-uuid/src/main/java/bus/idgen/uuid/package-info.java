/** What {@link java.util.ServiceLoader} finds in this module. */
@NullMarked
package bus.idgen.uuid;

import org.jspecify.annotations.NullMarked;
