/** Commands about runs: {@code sync}, {@code plan}, {@code status}, {@code doctor}. */
package org.togglloxo.cli.run;
