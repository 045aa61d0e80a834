/** What all commands share: settings, the terminal, the log, and what is printed. */
package org.togglloxo.cli.terminal;
