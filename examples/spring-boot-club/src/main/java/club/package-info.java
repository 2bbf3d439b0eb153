/** Takes people into a club and lets them go, and writes letters to them; the parts know each other by a bus alone. */
package club;
