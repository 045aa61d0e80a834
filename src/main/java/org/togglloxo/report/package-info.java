/** What is told of runs and candidates, by commands and by the page alike. */
package org.togglloxo.report;
