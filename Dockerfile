# Plumbline's server in a container. Written where no container engine runs, so nobody has built it yet; the test
# test/production.test.ts runs its commands in a folder of their own and looks that every path it names is there.
FROM node:22-bookworm AS build
WORKDIR /source
COPY . .
RUN node scripts/production.mjs /plumbline

FROM node:22-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=32 HOST=0.0.0.0 PORT=4180 DATA_DIR=/data
COPY --from=build /plumbline /plumbline
RUN install -d -o node -g node -m 700 /data
USER node
WORKDIR /plumbline
VOLUME /data
EXPOSE 4180
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/apps/server/src/main.js"]
