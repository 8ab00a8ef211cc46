#!/bin/sh
# 打开要讯。
program="${YAOXUN_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/yaoxun}/program/bin/yaoxun"
if [ ! -x "$program" ]; then
    echo "还没有安装，请先运行同一文件夹里的 安装.sh。" >&2
    exit 2
fi
exec "$program" "$@"
