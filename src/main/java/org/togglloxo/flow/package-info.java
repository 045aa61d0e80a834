/** The whole flow put together in one Camel context: settings, beans, Java routes, and the YAML routes of a folder or of the jar. */
package org.togglloxo.flow;
