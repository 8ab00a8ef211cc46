@echo off
rem Installs without a network and without an administrator, into the user's own folder; again to upgrade.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "TARGET=%LOCALAPPDATA%\yaoxun\program"
if defined YAOXUN_HOME set "TARGET=%YAOXUN_HOME%\program"

set "PY="
for %%V in (3.14 3.13 3.12 3.11) do if not defined PY py -%%V -c "" >nul 2>&1 && set "PY=py -%%V"
if not defined PY python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>&1 && set "PY=python"
if not defined PY (
  echo 没有找到 Python 3.11 至 3.14。请安装 Python（安装时选“仅为我安装”，不用管理员），再运行一次。
  if not defined YAOXUN_QUIET pause
  exit /b 2
)

%PY% -m venv --without-pip --clear "%TARGET%"
if errorlevel 1 goto failed
set "PIP="
for %%F in (wheels\pip-*.whl) do set "PIP=%~dp0%%F"
"%TARGET%\Scripts\python.exe" "%PIP%\pip" --isolated --disable-pip-version-check install -q --no-index --no-cache-dir --find-links "%~dp0wheels" yaoxun
if errorlevel 1 goto failed
echo 装好了：%TARGET%
echo 以后双击 要讯.cmd 打开。
if not defined YAOXUN_QUIET pause
exit /b 0

:failed
echo 没有装好。请把上面的文字发给维护的人。
if not defined YAOXUN_QUIET pause
exit /b 2
