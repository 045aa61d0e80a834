/** The whole flow put together in one Camel context, for a run or for a dry run. */
package org.togglloxo.flow;
