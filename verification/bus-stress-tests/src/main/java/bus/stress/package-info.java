/**
 * Stress tests of the delivery contract, with jcstress: each runs its actors against each other many thousand times.
 */
@NullMarked
package bus.stress;

import org.jspecify.annotations.NullMarked;
