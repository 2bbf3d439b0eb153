/** Ids in the format of monoton, to be made by hand or by a bus that finds this module. */
@NullMarked
package bus.idgen.snowflake;

import org.jspecify.annotations.NullMarked;
