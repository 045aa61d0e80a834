/** The command line: what each command does, shows and returns. */
package org.togglloxo.cli;
