/** Reads orders, emits them as events, and has three consumers print, count and add them. */
@NullMarked
package order.shop;

import org.jspecify.annotations.NullMarked;
