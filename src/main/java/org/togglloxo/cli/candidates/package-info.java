/** Commands about candidates: {@code candidates}, {@code explain}, {@code retry}, {@code link}, {@code forget}, {@code scorecard}. */
package org.togglloxo.cli.candidates;
