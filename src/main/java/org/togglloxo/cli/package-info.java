/** The command line: which commands there are, and how one is begun. */
package org.togglloxo.cli;
