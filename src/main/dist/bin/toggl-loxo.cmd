@echo off
rem Runs the program in the folder above this one, so that config\ and routes\ beside it are used.
cd /d "%~dp0.."
set JAVA=java
if defined JAVA_HOME set JAVA="%JAVA_HOME%\bin\java"
if not defined JAVA_OPTS set JAVA_OPTS=-Xms96m -Xmn64m -Xmx512m
%JAVA% -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %JAVA_OPTS% -jar lib\toggl-loxo.jar %*
