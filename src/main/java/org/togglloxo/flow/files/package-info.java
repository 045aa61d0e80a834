/** The YAML files of the flow: found, read, and their errors told by file and line. */
package org.togglloxo.flow.files;
