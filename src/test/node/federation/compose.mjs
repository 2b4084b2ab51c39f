// Composes SDL files as services that have the files' names, and prints what came of it.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

const services = process.argv.slice(2).map((file) => ({
  name: basename(file, '.graphqls'),
  url: 'http://localhost/graphql',
  typeDefs: parse(readFileSync(file, 'utf8')),
}))
const { errors, supergraphSdl } = composeServices(services)
for (const error of errors ?? []) {
  console.log(`${error.extensions?.code}: ${error.message}`)
}
if (supergraphSdl) {
  console.log(supergraphSdl)
}
