/** What {@link java.util.ServiceLoader} finds in this module. */
@NullMarked
package bus.idgen.snowflake.provider;

import org.jspecify.annotations.NullMarked;
