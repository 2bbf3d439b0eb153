/**
 * Ids in the format of <a href="https://github.com/mustafaturan/monoton">monoton</a>, to be made by hand or by a bus
 * that finds this module.
 *
 * <pre>{@code
 * SnowflakeIdGenerator ids = SnowflakeIdGenerator.ofNode(7);
 * String first = ids.next();
 * String second = ids.next();
 * System.out.println(first.length() + " characters"); // prints 16 characters
 * System.out.println(first.compareTo(second) < 0); // prints true
 * System.out.println("node " + ids.parse(first).node()); // prints node 7
 * }</pre>
 *
 * <p>{@link bus.api.Bus.Builder#idGenerator(bus.api.IdGenerator) The builder of a bus} takes such a generator. A bus
 * that finds it has the settings {@code sequencer}, {@code initial-time} and {@code node} for it, as in
 * {@code -Dbus.idgen.snowflake.node=7}.
 */
@NullMarked
package bus.idgen.snowflake;

import org.jspecify.annotations.NullMarked;
