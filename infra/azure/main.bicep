// One region of TaskGrid: AKS, registry, monitoring, and either a store of its own or a read-only view of another region's.
//   az deployment group create --resource-group RG --parameters infra/azure/primary.bicepparam
targetScope = 'resourceGroup'

@description('Begins the names of all resources: 3 to 11 lower-case letters and digits, unique in Azure together with the group.')
@minLength(3)
@maxLength(11)
param name string

param location string = resourceGroup().location

@description('A version that AKS supports in this region.')
param kubernetesVersion string

@description('Addresses that may reach the cluster\'s API server.')
@minLength(1)
param operatorAddresses string[]

@description('Group of Entra ID whose members administer the cluster.')
param administrators string

@description('The store of another region, as its output storageId; this region then only reads. Empty: a store of its own.')
param sharedStorageId string = ''

@description('Redundancy of the store. Standard_RAGZRS lets another region read it.')
@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param storageSku string = 'Standard_RAGZRS'

@description('Object ids of managed identities that may read the store, to copy it.')
param backupPrincipals string[] = []

@description('Processors: fronts and workers without a GPU.')
param cpuPool poolType = { vmSize: 'Standard_D8s_v5', min: 2, max: 10 }

@description('GPUs; with max 0 there is no such pool.')
param gpuPool poolType = { vmSize: 'Standard_NC4as_T4_v3', min: 0, max: 4 }

type poolType = {
  vmSize: string
  min: int
  max: int
}

var isReader = !empty(sharedStorageId)
var unique = uniqueString(resourceGroup().id)

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location }
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: { name: name, location: location, subnetId: network.outputs.nodesSubnetId }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: {
    name: '${name}${unique}'
    location: location
    vnetId: network.outputs.vnetId
    subnetId: network.outputs.endpointsSubnetId
    pullerId: identities.outputs.kubeletPrincipalId
  }
}

module cluster 'modules/cluster.bicep' = {
  name: 'cluster'
  params: {
    name: name
    location: location
    kubernetesVersion: kubernetesVersion
    operatorAddresses: operatorAddresses
    administrators: administrators
    subnetId: network.outputs.nodesSubnetId
    workspaceId: monitoring.outputs.workspaceId
    clusterIdentityId: identities.outputs.clusterId
    kubeletIdentityId: identities.outputs.kubeletId
    kubeletClientId: identities.outputs.kubeletClientId
    kubeletPrincipalId: identities.outputs.kubeletPrincipalId
    cpuPool: cpuPool
    gpuPool: gpuPool
  }
}

module federation 'modules/federation.bicep' = {
  name: 'federation'
  params: { name: name, issuer: cluster.outputs.issuer }
}

module storage 'modules/storage.bicep' = if (!isReader) {
  name: 'storage'
  params: {
    name: '${name}${unique}'
    location: location
    sku: storageSku
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storageAccess 'modules/storage-access.bicep' = if (!isReader) {
  name: 'storage-access'
  params: {
    accountName: '${name}${unique}'
    writers: [identities.outputs.serverPrincipalId]
    readers: concat([identities.outputs.scalerPrincipalId], backupPrincipals)
  }
  dependsOn: [storage]
}

// In the other region's group: whoever deploys this needs the right to assign roles there.
module sharedStorageAccess 'modules/storage-access.bicep' = if (isReader) {
  name: 'storage-access-${name}'
  scope: resourceGroup(
    isReader ? split(sharedStorageId, '/')[2] : subscription().subscriptionId,
    isReader ? split(sharedStorageId, '/')[4] : resourceGroup().name
  )
  params: {
    accountName: last(split(sharedStorageId, '/'))
    writers: []
    readers: [identities.outputs.serverPrincipalId]
  }
}

module storageEndpoint 'modules/private-endpoint.bicep' = {
  name: 'storage-endpoint'
  params: {
    name: '${name}-store'
    location: location
    vnetId: network.outputs.vnetId
    subnetId: network.outputs.endpointsSubnetId
    targetId: isReader ? sharedStorageId : storage!.outputs.id
    // A reader asks the replica in its own region.
    part: isReader ? 'blob_secondary' : 'blob'
    zone: 'privatelink.blob.${environment().suffixes.storage}'
  }
}

@description('For another region\'s sharedStorageId; empty on a reader.')
output storageId string = isReader ? '' : storage!.outputs.id

@description('ACCOUNT of the overlays.')
output account string = isReader ? last(split(sharedStorageId, '/')) : '${name}${unique}'

@description('REGISTRY of the overlays.')
output registry string = '${name}${unique}'

@description('CLIENT-ID-OF-THE-SERVER of the overlays.')
output serverClientId string = identities.outputs.serverClientId

@description('CLIENT-ID-OF-THE-SCALER of the overlays.')
output scalerClientId string = identities.outputs.scalerClientId

output cluster string = cluster.outputs.name
